import { expect, test } from 'vitest'
import { dialTarget } from '../../../shared/domain/dial-target.ts'

test.each([
  ['06 30 123 4567', '+36301234567', '+36301234567'],
  ['customer', null, 'customer'],
  ['sip:anna@toll.test', null, 'anna'],
  ['*97#', '*97#', '*97#'],
  // Numbers are read without what no country has.
  ['*97', '97', '*97'],
  ['**2 01', '201', '**201'],
  ['112', '112', '112'],
  ['(12) 3-4', null, '1234'],
])('%s', (typed, normalized, target) => expect(dialTarget(typed, normalized)).toBe(target))
test.each(['', '   ', 'two words', '<script>', 'a\r\nb', '@host'])('nothing to dial in %j', (typed) =>
  expect(dialTarget(typed, null)).toBeNull(),
)
