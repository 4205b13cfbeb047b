import type { InviteFacts } from '../call.ts'
import { readAnswerAsked } from './answer-mode.ts'
import { cleanText } from './clean-text.ts'
import { readDiversion } from './diversion.ts'
import { asksPrivacy, readAsserted, readRemoteParty } from './identity.ts'
import { readNameAddr } from './name-addr.ts'
import { anonymousParty, isAnonymous, partyOfHeader } from './party.ts'

/** The raw header fields of one INVITE; names match without regard to case. */
export interface HeaderSource {
  all(name: string): readonly string[]
}

/**
 * What an INVITE says of who calls and why. Total: any text gives facts that fit `inviteFactsSchema`.
 * @param names configured header names for queue and menu choice (X-Queue, X-IVR-Option)
 * @param trusted the INVITE came over our own exchange, so its asserted identity counts (RFC 3325 §8), and so does who is to answer it
 */
export function readInviteFacts(
  headers: HeaderSource,
  names: { queue: string; ivrOption: string },
  trusted: boolean,
): InviteFacts {
  const from = headers.all('From')[0]
  const remote = readRemoteParty(headers.all('Remote-Party-ID'))
  const diverted = readDiversion(headers.all('Diversion'), headers.all('History-Info'))
  const withheld =
    asksPrivacy(headers.all('Privacy')) || remote.private || isAnonymous(from === undefined ? null : readNameAddr(from))
  return {
    from: withheld ? anonymousParty : partyOfHeader(from),
    asserted: withheld || !trusted ? null : readAsserted(headers.all('P-Asserted-Identity')),
    remoteParty: withheld || !trusted ? null : remote.party,
    withheld,
    divertedFrom: diverted.from,
    diversionReason: diverted.reason,
    queue: text(headers, names.queue, 200),
    ivrOption: text(headers, names.ivrOption, 200),
    alertInfo: text(headers, 'Alert-Info', 500),
    callInfo: text(headers, 'Call-Info', 500),
    answerAsked: trusted ? readAnswerAsked(headers) : null,
    to: partyOfHeader(headers.all('To')[0]),
    sipCallId: cleanText(headers.all('Call-ID')[0] ?? '', 300),
  }
}

function text(headers: HeaderSource, name: string, limit: number): string | null {
  if (name === '') return null
  const value = cleanText(headers.all(name)[0] ?? '', limit)
  return value === '' ? null : value
}
