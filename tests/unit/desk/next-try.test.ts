import { expect, test } from 'vitest'
import { createTranslator } from '../../../shared/i18n/translator.ts'
import { sayNextTry } from '../../../renderer/desk/ui/next-try.ts'
import { saySize } from '../../../renderer/desk/ui/size.ts'

const words = createTranslator('en')
const now = Date.parse('2026-11-30T10:00:00.000Z')

test.each([
  [null, null],
  ['2026-11-30T09:59:58.000Z', null],
  ['2026-11-30T10:00:00.000Z', null],
  ['2026-11-30T10:00:00.400Z', 'Next try in 1 s'],
  ['2026-11-30T10:01:59.000Z', 'Next try in 119 s'],
  ['2026-11-30T10:02:00.000Z', 'Next try in 2 min'],
  ['2026-11-30T10:11:02.000Z', 'Next try in 12 min'],
])('a try at %s is said as %s', (at, said) => {
  expect(sayNextTry(at, now, words)).toBe(said)
})

test.each([
  [0, '1 KB'],
  [340, '1 KB'],
  [569_000, '556 KB'],
  [1_048_576, '1 MB'],
  [10_000_000, '9.5 MB'],
])('%d bytes are said as %s', (bytes, said) => {
  expect(saySize(bytes, words)).toBe(said)
})
