import { expect, test } from 'vitest'
import { caseToName } from '#shared/domain/open-case.ts'

const of = (...types: string[]) => types.map((type, id) => ({ id, type }))

test.each([
  ['the newest complaint before a newer order', of('order', 'complaint', 'complaint'), 1],
  ['a claim as much as a complaint', of('question', 'claim', 'complaint'), 1],
  ['the newest where nobody complains', of('order', 'question'), 0],
  ['a type nobody knows yet', of('other'), 0],
  ['nothing where nothing is open', [], undefined],
])('%s', (_, open, named) => expect(caseToName(open)?.id).toBe(named))
