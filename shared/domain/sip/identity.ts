import type { Party } from '../call.ts'
import { readNameAddrs, type NameAddr } from './name-addr.ts'
import { isNumberLike, partyOf } from './party.ts'

/**
 * P-Asserted-Identity (RFC 3325 §9.1): at most one sip(s): and one tel: URI, in one header field or several, in any order.
 * @returns the one that carries a telephone number, with the display name of whichever has one
 */
export function readAsserted(fields: readonly string[]): Party | null {
  const parties = fields.flatMap(readNameAddrs).flatMap((one) => partyOf(one) ?? [])
  const best = parties.find((one) => isNumberLike(one.user)) ?? parties[0]
  if (!best) return null
  return { ...best, name: best.name || (parties.find((one) => one.name !== '')?.name ?? '') }
}

/** Remote-Party-ID (draft-ietf-sip-privacy-04 §5): the calling party, and whether it asks not to be shown. */
export function readRemoteParty(fields: readonly string[]): { party: Party | null; private: boolean } {
  const calling = fields.flatMap(readNameAddrs).filter(isCalling)[0]
  if (!calling) return { party: null, private: false }
  const privacy = (calling.params.get('privacy') ?? 'off').toLowerCase()
  return { party: partyOf(calling), private: /full|uri/.test(privacy) }
}

const isCalling = (one: NameAddr): boolean => (one.params.get('party') ?? 'calling').toLowerCase() === 'calling'

/** Privacy (RFC 3323 §4.2, RFC 3325 §9.3): true when the caller's identity is not to be shown. */
export function asksPrivacy(fields: readonly string[]): boolean {
  return fields
    .flatMap((one) => one.slice(0, 500).split(/[;,]/))
    .map((one) => one.trim().toLowerCase())
    .some((one) => one === 'id' || one === 'user' || one === 'header')
}
