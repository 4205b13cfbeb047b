import { expect, test } from 'vitest'
import { dispositionCodes } from '#shared/domain/case-choices.ts'
import { needsCode, outcomesOf, wrapUpEnds } from '#shared/domain/wrap-up.ts'

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

test('a queue of the profile is offered its outcomes in their order; any other, and a call of none, all of them', () => {
  const queues = [{ name: 'Orders', dispositions: ['callback_agreed', 'resolved'] as const }]
  expect(outcomesOf(queues, 'Orders')).toEqual(['callback_agreed', 'resolved'])
  expect(outcomesOf(queues, ' orders ')).toEqual(['callback_agreed', 'resolved'])
  expect(outcomesOf(queues, 'Claims')).toEqual(dispositionCodes)
  expect(outcomesOf(queues, null)).toEqual(dispositionCodes)
  expect(outcomesOf([], 'Orders')).toEqual(dispositionCodes)
})
