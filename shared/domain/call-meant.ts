import type { Call } from './call.ts'

export type Standing = Pick<Call, 'phase' | 'held' | 'holdPending' | 'startedAt'>

/**
 * Which call is meant by who says "mute" or "hang up" and names none: the one the agent talks in. A hold is told as `held` only once the
 * other side agreed to it, a round trip or half a minute later, but the call is silent from the first moment: while that is pending
 * another call is meant. Of two that are alike the older.
 * @returns null when nothing is up: what only rings is not meant
 */
export function callMeant<S extends Standing>(calls: readonly S[]): S | null {
  const up = calls.filter((call) => rank(call) < notUp)
  return up.toSorted((a, b) => rank(a) - rank(b) || a.startedAt.localeCompare(b.startedAt))[0] ?? null
}

const notUp = 5

/** Talked, being called, coming off hold, going on hold, on hold. */
function rank({ held, holdPending, phase }: Standing): number {
  if (phase === 'dialling' || phase === 'alerting') return 1
  if (phase !== 'connected') return notUp
  if (holdPending) return held ? 2 : 3
  return held ? 4 : 0
}
