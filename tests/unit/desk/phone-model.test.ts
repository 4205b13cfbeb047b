import { describe, expect, it } from 'vitest'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { callsForBar, conferenceOf, nameOf, stageOf, timerStart, workOf } from '../../../renderer/desk/features/phone/model.ts'
import { active, talking } from '../../support/desk-fake/calls.ts'
import { card } from '../../support/desk-fake/people.ts'

const ringing = active(1, 0)
const talk = talking(2, 1)
const held: ActiveInteraction = { ...talking(3, 2), call: { ...talking(3, 2).call!, held: true } }
const over: ActiveInteraction = {
  ...talking(4, 3, { state: 'wrap_up' }),
  call: null,
  wrapUpAt: '2026-11-21T10:00:00.000Z',
}
const ids = (list: readonly ActiveInteraction[]): string[] => list.map((each) => each.interaction.id)

describe('stages of a call', () => {
  it.each([
    ['ringing', ringing],
    ['talk', talk],
    ['held', held],
    ['wrap_up', over],
  ] as const)('%s', (stage, each) => expect(stageOf(each)).toBe(stage))
  it('nothing is left to do once the call ended and no wrap-up began', () =>
    expect(stageOf({ ...talk, call: { ...talk.call!, phase: 'ended' } })).toBeNull())
})

describe('the call bar', () => {
  it('shows the conversation first, then the held one, then who rings; wrap-up is not in it', () =>
    expect(ids(callsForBar([ringing, over, held, talk]))).toEqual(ids([talk, held, ringing])))
})

describe('a conference', () => {
  const leg = (n: number, more: object = {}): ActiveInteraction => {
    const one = talking(n, n)
    return { ...one, call: { ...one.call!, together: true, ...more } }
  }
  it('is the calls that are together, on hold or not', () => {
    expect(ids(conferenceOf([ringing, leg(5), talk, leg(6)]))).toHaveLength(2)
    expect(conferenceOf([leg(5, { held: true }), leg(6, { held: true })])).toHaveLength(2)
    expect(conferenceOf([ringing, talk, held])).toEqual([])
  })
  it('is over with the first who left', () =>
    expect(conferenceOf([leg(5), { ...leg(6), call: { ...leg(6).call!, phase: 'ended' } }])).toEqual([]))
})

describe('the middle', () => {
  it('stays with the wrap-up while somebody rings', () => expect(workOf([ringing, over], null)).toBe(over))
  it('goes to the conversation', () => expect(workOf([ringing, over, talk], null)).toBe(talk))
  it('shows what the person chose, as long as it is there', () => {
    expect(workOf([talk, over], over.interaction.id)).toBe(over)
    expect(workOf([talk], over.interaction.id)).toBe(talk)
  })
})

describe('words of a call', () => {
  it('say the customer, else the name that came along, else the number, else nobody', () => {
    expect(nameOf(ringing)).toBe(card(0).contact.displayName)
    const unknown = { ...ringing, card: null, interaction: { ...ringing.interaction, remoteName: 'Éva' } }
    expect(nameOf(unknown)).toBe('Éva')
    expect(nameOf({ ...ringing, card: null, display: '+36 30' })).toBe('+36 30')
    expect(nameOf({ ...ringing, card: null, display: null })).toBeNull()
  })
  it('count talk from the answer and wrap-up from its begin', () => {
    expect(timerStart(ringing)).toBe(ringing.interaction.startedAt)
    expect(timerStart(talk)).toBe(talk.call?.answeredAt)
    expect(timerStart(over)).toBe('2026-11-21T10:00:00.000Z')
  })
})
