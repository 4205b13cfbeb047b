import type { Party } from '#shared/domain/call.ts'
import { readInviteFacts } from '#shared/domain/sip/invite-facts.ts'
import type { Core } from 'sip.js'

/**
 * Who a request within a call says is there now (RFC 5876 §4; trap: after a semi-attended transfer exchanges tell the new partner by
 * UPDATE or re-INVITE only). Null when it says nothing of it, or the partner withholds it.
 */
export function connectedParty(request: Core.IncomingRequestMessage): Party | null {
  const { asserted, remoteParty } = readInviteFacts(
    { all: (name) => request.getHeaders(name) },
    { queue: '', ivrOption: '' },
    true,
  )
  return asserted ?? remoteParty
}
