import { outcomeOf } from './interaction-machine.ts'
import type { Call } from './call.ts'
import type { Interaction } from './interaction.ts'

interface Ringing {
  readonly interaction: Pick<Interaction, 'id' | 'startedAt' | 'direction'>
  readonly call: Pick<Call, 'phase'> | null
}

/** Incoming calls that ring now, the one that has waited longest first. */
export function ringingCalls<R extends Ringing>(active: readonly R[]): R[] {
  return active
    .filter((each) => each.call?.phase === 'ringing' && each.interaction.direction === 'inbound')
    .toSorted((a, b) => a.interaction.startedAt.localeCompare(b.interaction.startedAt))
}

/** Whose call pops up: nobody's while the person looks at the desk, which shows the ring itself, or does not want it. */
export function callToPop<R extends Ringing>(active: readonly R[], now: { wanted: boolean; deskFocused: boolean }): R | null {
  return now.wanted && !now.deskFocused ? (ringingCalls(active)[0] ?? null) : null
}

/** Whether a call that has ended is one to tell of as missed. */
export const wasMissed = (call: Pick<Call, 'phase' | 'direction' | 'answeredAt' | 'endReason'>): boolean =>
  call.phase === 'ended' &&
  call.direction === 'inbound' &&
  outcomeOf({ answeredAt: call.answeredAt, direction: 'inbound' }, call) === 'missed'
