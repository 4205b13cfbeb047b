import { expect, test } from 'vitest'
import { afterCrash } from '../../../../electron/app/back-off.ts'

/** Waits after crashes that came when it had run so long, milliseconds. */
function waits(ran: readonly number[], atOnce?: number): number[] {
  let inARow = 0
  return ran.map((ms) => {
    const after = afterCrash(inARow, ms, atOnce)
    inARow = after.inARow
    return after.waitMs
  })
}
const minute = 60_000

test('crashes in a row: a quarter second, then doubling, never more than half a minute', () => {
  expect(waits(Array.from({ length: 10 }, () => 10))).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(waits(Array.from({ length: 2000 }, () => 10)).at(-1)).toBe(30_000)
})
test('the first of a row may be mended at once, and the next waits', () => {
  expect(waits([10, 10, 10, 10], 1)).toEqual([0, 250, 500, 1000])
})
test('who ran for more than a minute was healthy: mended at once, and the row begins anew', () => {
  expect(waits([10, 10, 10, minute + 1, 10, 10])).toEqual([250, 500, 1000, 0, 250, 500])
  expect(waits([10, 10, 10, minute + 1, 10, 10], 1)).toEqual([0, 250, 500, 0, 0, 250])
  expect(waits([10, minute])).toEqual([250, 500])
})
