import { expect, test } from 'vitest'
import { needsCode, wrapUpEnds } from '#shared/domain/wrap-up.ts'

const began = 1_000_000
const timed = { mode: 'timed', seconds: 30 } as const

test('only a timed wrap-up ends by itself; each more adds a minute; whoever is busy with it is waited for', () => {
  expect(wrapUpEnds({ mode: 'mandatory', seconds: 30 }, began, 0, null)).toBeNull()
  expect(wrapUpEnds({ mode: 'optional', seconds: 30 }, began, 5, began)).toBeNull()
  expect(wrapUpEnds(timed, began, 0, null)).toBe(began + 30_000)
  expect(wrapUpEnds(timed, began, 2, null)).toBe(began + 150_000)
  expect(wrapUpEnds(timed, began, 0, began + 5000)).toBe(began + 30_000)
  expect(wrapUpEnds(timed, began, 0, began + 29_000)).toBe(began + 39_000)
})

test('an outcome is asked for where it is mandatory alone', () => {
  expect(needsCode({ mode: 'mandatory', seconds: 0 })).toBe(true)
  expect(needsCode({ mode: 'optional', seconds: 0 })).toBe(false)
  expect(needsCode(timed)).toBe(false)
})
