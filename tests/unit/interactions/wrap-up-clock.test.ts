import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { WrapUpPolicy } from '#shared/domain/wrap-up.ts'
import { WrapUpClock } from '../../../electron/interactions/wrap-up-clock.ts'
import { call } from '../records/support/samples.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 30, 9) }))
afterEach(() => void vi.useRealTimers())

/** A clock over a list of interactions that the test changes. */
function bench(policy: WrapUpPolicy) {
  const now = { policy, active: [] as ActiveInteraction[], shown: [] as ActiveInteraction[] }
  const finished: [string, string | null, string][] = []
  const show = (): void => void (now.shown = clock.look(now.active))
  const clock = new WrapUpClock({
    policy: () => now.policy,
    finish: (id, code, note) => {
      finished.push([id, code, note])
      now.active = now.active.filter((each) => each.interaction.id !== id)
      show()
    },
    changed: show,
  })
  return { now, finished, show, clock, left: () => Date.parse(now.shown[0]?.wrapUpEndsAt ?? '') - Date.now() }
}
const wrapping = (more: Parameters<typeof call>[0] = {}): ActiveInteraction => ({
  interaction: call({ state: 'wrap_up', ...more }),
  call: null,
  display: null,
  divertedDisplay: null,
  card: null,
  candidates: [],
  matching: false,
  wrapUpAt: null,
  wrapUpEndsAt: null,
})

test('ends when its time is over, with what was chosen and written until then', () => {
  const { now, finished, show, left } = bench({ mode: 'timed', seconds: 30 })
  now.active = [wrapping({ disposition: 'resolved', note: 'All well.' })]
  const { id } = now.active[0]!.interaction
  show()
  expect(left()).toBe(30_000)
  vi.advanceTimersByTime(29_900)
  expect(finished).toEqual([])
  vi.advanceTimersByTime(200)
  expect(finished).toEqual([[id, 'resolved', 'All well.']])
  vi.advanceTimersByTime(600_000)
  expect(finished).toHaveLength(1)
})

test('whoever writes is not cut off, and a minute more is a minute more', () => {
  const { now, finished, show, clock, left } = bench({ mode: 'timed', seconds: 30 })
  const one = wrapping()
  now.active = [one]
  show()
  for (let second = 25; second < 60; second += 5) {
    vi.advanceTimersByTime(second === 25 ? 25_000 : 5000)
    now.active = [{ ...one, interaction: { ...one.interaction, note: `words ${second}` } }]
    show()
  }
  expect(finished).toEqual([])
  expect(left()).toBe(10_000)
  clock.extend(one.interaction.id)
  expect(left()).toBe(90_000 - 55_000)
  vi.advanceTimersByTime(35_000)
  expect(finished).toEqual([[one.interaction.id, null, 'words 55']])
})

test('nothing ends by itself where that is not the rule, and a rule that is changed counts at once', () => {
  const { now, finished, show, clock } = bench({ mode: 'mandatory', seconds: 10 })
  now.active = [wrapping()]
  show()
  expect(now.shown[0]?.wrapUpEndsAt).toBeNull()
  vi.advanceTimersByTime(3_600_000)
  expect(finished).toEqual([])
  now.policy = { mode: 'timed', seconds: 10 }
  clock.policyChanged()
  vi.advanceTimersByTime(100)
  expect(finished).toHaveLength(1)
})

test('a call that goes on is not ended', () => {
  const { now, finished, show } = bench({ mode: 'timed', seconds: 10 })
  now.active = [wrapping({ state: 'talk' })]
  show()
  vi.advanceTimersByTime(3_600_000)
  expect(finished).toEqual([])
  expect(now.shown[0]?.wrapUpEndsAt).toBeNull()
})
