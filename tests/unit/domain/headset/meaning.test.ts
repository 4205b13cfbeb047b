import { describe, expect, test } from 'vitest'
import type { Call } from '../../../../shared/domain/call.ts'
import { headsetName, headsetsView } from '../../../../shared/domain/headset/chosen.ts'
import { headsetAct, lampsFor } from '../../../../shared/domain/headset/meaning.ts'
import type { Press } from '../../../../shared/domain/headset/presses.ts'

type Seen = Parameters<typeof headsetAct>[1][number]
const call = (callId: string, phase: Call['phase'], more: Partial<Seen> = {}): Seen => ({
  ...{ callId, phase, direction: 'inbound', held: false, holdPending: false, muted: false },
  startedAt: `2026-12-01T10:00:0${callId.length}.000Z`,
  ...more,
})
const rings = call('r', 'ringing')
const talks = call('tt', 'connected')
const held = call('hhh', 'connected', { held: true })
const means = (button: Press['button'], to: Press['to'], ...calls: Seen[]): string => {
  const act = headsetAct({ button, to }, calls)
  return act ? `${act.act} ${act.callId}` : '-'
}

describe('what a press means', () => {
  test('the hook', () => {
    expect(['on', 'off', 'over'].map((to) => means('hook', to as Press['to']))).toEqual(['-', '-', '-'])
    expect(['on', 'off', 'over'].map((to) => means('hook', to as Press['to'], rings))).toEqual(['answer r', '-', 'answer r'])
    expect(['on', 'off', 'over'].map((to) => means('hook', to as Press['to'], talks))).toEqual(['-', 'hangUp tt', 'hangUp tt'])
    expect(means('hook', 'off', call('o', 'alerting', { direction: 'outbound' }))).toBe('hangUp o')
    expect(means('hook', 'off', held)).toBe('hangUp hhh')
    // The one that is talked ends, never the one that waits.
    expect(means('hook', 'off', held, talks)).toBe('hangUp tt')
    expect(means('hook', 'off', rings, talks)).toBe('hangUp tt')
  })

  test('declining: a button for it, or drop where nothing is talked', () => {
    expect([means('reject', 'over', rings), means('reject', 'over', rings, talks), means('reject', 'over', talks)]).toEqual([
      'decline r',
      'decline r',
      '-',
    ])
    expect([means('drop', 'over', rings), means('drop', 'over', rings, talks), means('drop', 'over')]).toEqual([
      'decline r',
      'hangUp tt',
      '-',
    ])
  })

  test('flash holds, resumes, swaps, and takes a second call', () => {
    expect([means('flash', 'over', talks), means('flash', 'over', held), means('hold', 'over', held, talks)]).toEqual([
      'hold tt',
      'resume hhh',
      'resume hhh',
    ])
    expect([means('flash', 'over', rings, talks), means('flash', 'over', rings), means('flash', 'over')]).toEqual([
      'answer r',
      '-',
      '-',
    ])
    expect(means('flash', 'over', call('p', 'connected', { holdPending: true }))).toBe('-')
    expect(means('flash', 'over', call('o', 'dialling', { direction: 'outbound' }))).toBe('-')
  })

  test('a hold that nobody agreed to yet: the call that was just taken is meant, not the older silent one', () => {
    const silent = call('s', 'connected', { holdPending: true })
    for (const button of ['hook', 'drop'] as const) expect(means(button, 'over', silent, talks)).toBe('hangUp tt')
    expect(means('mute', 'over', silent, talks)).toBe('mute tt')
    expect(lampsFor([{ ...silent, muted: true }, talks]).mute).toBe(false)
    // Not both on hold.
    expect(means('flash', 'over', silent, talks)).toBe('-')
    // Swapping: the one that comes back.
    const back = call('back', 'connected', { held: true, holdPending: true })
    expect([means('mute', 'over', silent, back), means('hook', 'off', silent, back)]).toEqual(['mute back', 'hangUp back'])
    expect(lampsFor([silent, back]).hold).toBe(false)
    // Asking somebody while the caller waits.
    expect(means('drop', 'over', silent, call('out', 'dialling', { direction: 'outbound' }))).toBe('hangUp out')
    expect(means('drop', 'over', silent)).toBe('hangUp s')
  })

  test('mute, as a key and as a state', () => {
    const muted = call('m', 'connected', { muted: true })
    expect([means('mute', 'over', talks), means('mute', 'over', muted), means('mute', 'over', rings)]).toEqual([
      'mute tt',
      'unmute m',
      '-',
    ])
    expect([means('mute', 'on', talks), means('mute', 'on', muted), means('mute', 'off', muted)]).toEqual([
      'mute tt',
      '-',
      'unmute m',
    ])
  })

  test('nothing ever dials', () => {
    for (const button of ['hook', 'redial', 'line', 'flash', 'mute'] as const) expect(means(button, 'over')).toBe('-')
    expect(means('redial', 'over', talks)).toBe('-')
  })
})

test('what the lamps show', () => {
  const lit = (...calls: Seen[]): string[] => Object.entries(lampsFor(calls)).flatMap(([lamp, on]) => (on ? [lamp] : []))
  expect(lit()).toEqual([])
  expect(lit(rings)).toEqual(['ring'])
  expect(lit(talks)).toEqual(['offHook'])
  expect(lit(call('o', 'dialling', { direction: 'outbound' }))).toEqual(['offHook'])
  expect(lit(rings, call('m', 'connected', { muted: true }))).toEqual(['offHook', 'mute', 'ring'])
  expect(lit(held)).toEqual(['offHook', 'hold'])
  expect(lit(held, talks)).toEqual(['offHook'])
  expect(lit(call('e', 'ended'))).toEqual([])
})

describe('chosen headsets', () => {
  test('names are fit to be shown', () => {
    const id = { vendorId: 0xb0e, productId: 1 }
    expect(headsetName(' Evolve\u0000\u202E 40\n', id)).toBe('Evolve 40')
    expect([headsetName('', id), headsetName(undefined, id), headsetName('\u200B', id)]).toEqual(Array(3).fill('0b0e:0001'))
    expect(headsetName('😀'.repeat(500), id).length).toBe(120)
  })

  test('each with its state; of two of one kind the better', () => {
    const one = { vendorId: 1, productId: 2, name: 'One' }
    const two = { vendorId: 1, productId: 3, name: 'Two' }
    expect(headsetsView([one, two], [{ ...one, state: 'busy' }]).chosen.map((each) => each.state)).toEqual(['busy', 'away'])
    const both = [
      { ...one, state: 'busy' as const },
      { ...one, state: 'connected' as const },
    ]
    expect(headsetsView([one], both).chosen[0]?.state).toBe('connected')
  })
})
