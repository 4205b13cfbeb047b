import type { Call } from './call.ts'

type Leg = Pick<Call, 'callId' | 'phase' | 'together' | 'transfer'>

/** Why two calls cannot be talked together; null: they can. Three people are the most: the agent and two sides. */
export function whyNotJoined(one: Leg, other: Leg): 'same' | 'notConnected' | 'transferring' | 'together' | null {
  if (one.callId === other.callId) return 'same'
  const both = [one, other]
  if (both.some(({ phase }) => phase !== 'connected')) return 'notConnected'
  if (both.some(({ transfer }) => transfer !== null && transfer.state !== 'failed')) return 'transferring'
  return both.some(({ together }) => together) ? 'together' : null
}

/** A call and all it is talked together with; a call that is talked alone is alone here, too. There is one conference at most. */
export function togetherWith(calls: readonly Pick<Call, 'callId' | 'together'>[], callId: string): string[] {
  const together = calls.filter((each) => each.together).map((each) => each.callId)
  return together.includes(callId) ? together : [callId]
}

/**
 * Who hears which other sides: everybody but oneself (n − 1). `silent`: on hold here, neither hears nor is heard. `away`: keeps us on hold,
 * and its music is not for the others. The agent is heard besides, and hears everybody.
 */
export const mixes = <L extends { readonly silent: boolean; readonly away: boolean }>(
  legs: readonly L[],
): { to: L; from: L[] }[] =>
  legs.map((to) => ({ to, from: to.silent ? [] : legs.filter((each) => each !== to && !each.silent && !each.away) }))
