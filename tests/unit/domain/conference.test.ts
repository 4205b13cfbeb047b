import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mixes, togetherWith, whyNotJoined } from '#shared/domain/conference.ts'

type Leg = Parameters<typeof whyNotJoined>[0]
const leg = (callId: string, more: Partial<Leg> = {}): Leg => ({
  callId,
  phase: 'connected',
  together: false,
  transfer: null,
  ...more,
})
const transfer = (state: 'asked' | 'failed'): Leg['transfer'] => ({ kind: 'blind', to: '1', state, problem: null, status: null })

describe('whether two calls may be talked together', () => {
  it.each([
    [leg('a'), leg('b'), null],
    [leg('a'), leg('a'), 'same'],
    [leg('a'), leg('b', { phase: 'alerting' }), 'notConnected'],
    [leg('a', { transfer: transfer('asked') }), leg('b'), 'transferring'],
    [leg('a', { transfer: transfer('failed') }), leg('b'), null],
    [leg('a', { together: true }), leg('c'), 'together'],
  ] as const)('%j and %j: %s', (one, other, why) => {
    expect(whyNotJoined(one, other)).toBe(why)
    expect(whyNotJoined(other, one)).toBe(why)
  })
})

it('a call is together with those of which it is said, and else alone', () => {
  const calls = [leg('a', { together: true }), leg('b'), leg('c', { together: true })]
  expect(togetherWith(calls, 'a')).toEqual(['a', 'c'])
  expect(togetherWith(calls, 'b')).toEqual(['b'])
  expect(togetherWith(calls, 'gone')).toEqual(['gone'])
})

it('everybody hears all but themselves; who is on hold neither hears nor is heard, and music of the other side is for nobody', () => {
  const side = fc.record({ silent: fc.boolean(), away: fc.boolean() })
  fc.assert(
    fc.property(fc.array(side, { maxLength: 4 }), (legs) => {
      const mixed = mixes(legs)
      expect(mixed.map(({ to }) => to)).toEqual(legs)
      for (const { from, to } of mixed) {
        expect(from).not.toContain(to)
        const heard = (one: (typeof legs)[number]): boolean => one !== to && !to.silent && !one.silent && !one.away
        for (const one of legs) expect(from.includes(one)).toBe(heard(one))
      }
    }),
  )
})
