import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lull } from '../../../electron/app/lull.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const watched = (): { tick: () => void; isOver: () => boolean } => {
  let over = false
  const one = lull(40, 1500)
  void one.over.then(() => (over = true))
  return { tick: () => one.tick(), isOver: () => over }
}

it('is over when a burst has ended, not in its middle', async () => {
  const { isOver, tick } = watched()
  await vi.advanceTimersByTimeAsync(200)
  expect(isOver()).toBe(false)
  for (let n = 0; n < 5; n++) {
    tick()
    await vi.advanceTimersByTimeAsync(30)
  }
  expect(isOver()).toBe(false)
  await vi.advanceTimersByTimeAsync(10)
  expect(isOver()).toBe(true)
})

it('is over after its time when nothing comes, and when it never gets quiet', async () => {
  const silent = watched()
  const loud = watched()
  for (let n = 0; n < 75; n++) {
    loud.tick()
    await vi.advanceTimersByTimeAsync(20)
  }
  expect([silent.isOver(), loud.isOver()]).toEqual([true, true])
})
