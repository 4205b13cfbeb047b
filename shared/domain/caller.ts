import type { InviteFacts, Party } from './call.ts'
import type { ContactCard } from './contact.ts'

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

/** What stands under the name of whoever calls. `looking`: the records have not answered yet. */
export type UnderName = 'withheld' | 'several' | 'looking' | 'new' | 'number'

/**
 * What is said under the name of whoever calls, one thing only: a number that fits several customers is in the records.
 * @param name the customer, else the name that came along, else the number; null when withheld
 */
export function underName(
  name: string | null,
  of: {
    readonly card: ContactCard | null
    readonly candidates: readonly ContactCard[]
    readonly display: string | null
    readonly matching: boolean
  },
): UnderName {
  if (name === null) return 'withheld'
  if (of.candidates.length > 1 && !of.card) return 'several'
  if (name !== of.display) return 'number'
  return of.matching ? 'looking' : 'new'
}
