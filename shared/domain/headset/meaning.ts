import { callMeant } from '../call-meant.ts'
import type { Call } from '../call.ts'
import type { Press } from './presses.ts'
import type { Lamps } from './usages.ts'

export const headsetActs = ['answer', 'decline', 'hangUp', 'hold', 'resume', 'mute', 'unmute'] as const
/** What a button asks for, of the one call it can mean. */
export interface HeadsetAct {
  readonly act: (typeof headsetActs)[number]
  readonly callId: string
}

type Seen = Pick<Call, 'callId' | 'direction' | 'phase' | 'held' | 'holdPending' | 'muted' | 'startedAt'>

function scene(calls: readonly Seen[]): { ringing: Seen | undefined; current: Seen | undefined; held: Seen | undefined } {
  const oldest = calls.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
  return {
    ringing: oldest.find((call) => call.phase === 'ringing' && call.direction === 'inbound'),
    current: callMeant(calls) ?? undefined,
    held: oldest.find((call) => call.phase === 'connected' && call.held),
  }
}

/**
 * What a press means while these calls are up.
 *
 *               rings            talks                                     on hold      rings while talking   idle
 *   hook on     answer           –                                         –            –                     – (never dials)
 *   hook off    –                hang up                                   hang up      hang up               –
 *   hook over   answer           hang up                                   hang up      hang up               –
 *   drop        decline          hang up                                   hang up      hang up               –
 *   reject      decline          –                                         –            decline               –
 *   flash, hold –                hold; with another on hold: swap          resume       answer (others held)  –
 *   mute        –                mute, unmute                              likewise     likewise              –
 */
export function headsetAct({ button, to }: Press, calls: readonly Seen[]): HeadsetAct | null {
  const { current, held, ringing } = scene(calls)
  const ask = (act: HeadsetAct['act'], call: Seen | undefined): HeadsetAct | null => (call ? { act, callId: call.callId } : null)
  switch (button) {
    case 'hook':
      if (current) return to === 'on' ? null : ask('hangUp', current)
      return to === 'off' ? null : ask('answer', ringing)
    case 'drop':
      return current ? ask('hangUp', current) : ask('decline', ringing)
    case 'reject':
      return ask('decline', ringing)
    case 'flash':
    case 'hold':
      if (ringing) return current ? ask('answer', ringing) : null
      if (held) return held.holdPending ? null : ask('resume', held)
      // A swap that is under way is waited for.
      if (calls.some((call) => call.holdPending)) return null
      return current?.phase === 'connected' ? ask('hold', current) : null
    case 'mute': {
      const call = current?.phase === 'connected' ? current : undefined
      const wanted = to === 'over' ? call?.muted === false : to === 'on'
      return wanted === call?.muted ? null : ask(wanted ? 'mute' : 'unmute', call)
    }
    // Neither dials: a number is dialled by who reads it.
    case 'redial':
    case 'line':
      return null
  }
}

/** What the lamps of every headset show while these calls are up. */
export function lampsFor(calls: readonly Seen[]): Lamps {
  const { current, held, ringing } = scene(calls)
  const open = calls.some((call) =>
    call.phase === 'connected' ? !call.held : call.phase === 'dialling' || call.phase === 'alerting',
  )
  return {
    offHook: current !== undefined,
    mute: current?.muted === true,
    ring: ringing !== undefined,
    hold: !open && held !== undefined,
  }
}
