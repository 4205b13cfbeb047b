import { expect, test } from 'vitest'
import { createTranslator } from '#shared/i18n/translator.ts'
import { ringOptions } from '../../../renderer/desk/features/search/ring-options.tsx'

const { t } = createTranslator('en')
const person = (id: string, phone: string | null) => ({ id, displayName: `Customer ${id}`, phone })
const offered = (rows: readonly ReturnType<typeof person>[], typed: string) =>
  ringOptions(rows, typed, t, (number) => `(${number})`).map(({ contactId, label, target }) => [target, contactId, label])

test('the first customers found who have a number', () =>
  expect(offered([person('a', '+361'), person('b', null), person('c', '+363')], 'cust')).toEqual([
    ['+361', 'a', 'Ring Customer a, (+361)'],
    ['+363', 'c', 'Ring Customer c, (+363)'],
  ]))

test('a number nobody has, as it was typed; beside a customer it is not offered', () => {
  expect(offered([], '06 (20) 555-1234')).toEqual([['06 (20) 555-1234', null, 'Ring 06 (20) 555-1234']])
  expect(offered([person('a', '+36205551234')], '06 20 555 1234')).toHaveLength(1)
})

test.each(['06 20', '+', 'invoice 471100', '4711-a-123456', '12 34 5', ''])('nothing for %j', (typed) =>
  expect(offered([], typed)).toEqual([]),
)
