import type { InviteFacts, Party } from './call.ts'

/**
 * Who calls, out of what the exchange said: the asserted identity first (RFC 3325), then Remote-Party-ID, then From. A withheld
 * number is nobody, even when a header below still carries it: the caller asked not to be known.
 */
export function callerOf(facts: InviteFacts): { raw: string | null; name: string | null } {
  if (facts.withheld) return { raw: null, name: null }
  const party = [facts.asserted, facts.remoteParty, facts.from].find((each): each is Party => each !== null && each.user !== '')
  if (!party) return { raw: null, name: null }
  const name = [party.name, facts.from.name].find((each) => each !== '' && each !== party.user) ?? null
  return { raw: party.user, name }
}
