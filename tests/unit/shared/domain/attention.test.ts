import { describe, expect, it } from 'vitest'
import { callToPop, ringingCalls, wasMissed } from '#shared/domain/attention.ts'
import { active, talking } from '../../../support/desk-fake/calls.ts'

const first = { ...active(1, 0), interaction: { ...active(1, 0).interaction, startedAt: '2026-11-25T10:00:00.000Z' } }
const second = { ...active(2, 1), interaction: { ...active(2, 1).interaction, startedAt: '2026-11-25T10:00:09.000Z' } }
const away = { wanted: true, deskFocused: false }

describe('the call that pops up', () => {
  it('is the one that has waited longest', () => {
    expect(callToPop([second, talking(3, 2), first], away)).toBe(first)
    expect(ringingCalls([second, first])).toEqual([first, second])
  })
  it('is none while the desk is in front, when it is not wanted, and when nothing rings', () => {
    expect(callToPop([first], { wanted: true, deskFocused: true })).toBeNull()
    expect(callToPop([first], { wanted: false, deskFocused: false })).toBeNull()
    expect(callToPop([talking(3, 2)], away)).toBeNull()
  })
  it('is none of ours that rings at the other end', () =>
    expect(callToPop([{ ...first, interaction: { ...first.interaction, direction: 'outbound' } }], away)).toBeNull())
})

describe('a missed call', () => {
  const ended = { phase: 'ended', direction: 'inbound', answeredAt: null, endReason: 'caller_gave_up' } as const
  it('is one the caller gave up', () => expect(wasMissed(ended)).toBe(true))
  it.each([
    ['declined here', { ...ended, endReason: 'declined' }],
    ['answered by a colleague', { ...ended, endReason: 'answered_elsewhere' }],
    ['answered', { ...ended, answeredAt: '2026-11-25T10:00:00.000Z', endReason: 'hung_up_there' }],
    ['still ringing', { ...ended, phase: 'ringing', endReason: null }],
    ['our own', { ...ended, direction: 'outbound' }],
  ] as const)('is not one that was %s', (_what, call) => expect(wasMissed(call)).toBe(false))
})
