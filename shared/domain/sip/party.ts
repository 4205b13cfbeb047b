import type { Party } from '../call.ts'
import { cleanText } from './clean-text.ts'
import { readNameAddr, type NameAddr } from './name-addr.ts'
import { readPartyUri } from './uri.ts'

/** The party of a caller who asked not to be known (RFC 3261 §8.1.1.3). */
export const anonymousParty: Party = { name: '', user: '', uri: 'sip:anonymous@anonymous.invalid' }

/** What a name-addr says of a party, cleaned and bounded; null when its URI is none that names a caller. */
export function partyOf(address: NameAddr): Party | null {
  const uri = readPartyUri(address.uri)
  if (!uri) return null
  return {
    name: cleanText(address.name, 300),
    user: cleanText(uri.user, 300).replace(/\s/g, ''),
    uri: cleanText(address.uri, 1000),
  }
}

/** From or To; a malformed one gives an empty party. */
export function partyOfHeader(text: string | undefined): Party {
  const address = text === undefined ? null : readNameAddr(text)
  return (address && partyOf(address)) ?? { name: '', user: '', uri: '' }
}

/** Looks like a telephone number rather than an account name. */
export const isNumberLike = (user: string): boolean => /^\+?[0-9*#]{2,}$/.test(user)

/** An anonymous From by the conventions of RFC 3261 §8.1.1.3 and RFC 3323 §4.1.1.3. */
export function isAnonymous(address: NameAddr | null): boolean {
  const uri = address && readPartyUri(address.uri)
  return uri !== null && (uri.host === 'anonymous.invalid' || uri.user.toLowerCase() === 'anonymous')
}
