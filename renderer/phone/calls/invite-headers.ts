import type { InviteFacts } from '#shared/domain/call.ts'
import { readInviteFacts } from '#shared/domain/sip/invite-facts.ts'
import type { Invitation, Inviter } from 'sip.js'

/** The facts of an incoming call, read from its raw header fields: SIP.js' own parser knows one sip: identity and no tel: at all. */
export function factsOf(invitation: Invitation, names: { queue: string; ivrOption: string }): InviteFacts {
  return readInviteFacts({ all: (name) => invitation.request.getHeaders(name) }, names, true)
}

/** The facts of a call we make. @param target as dialled */
export function outgoingFacts(inviter: Inviter, target: string): InviteFacts {
  const { displayName, uri: own } = inviter.userAgent.configuration
  return {
    from: { name: displayName, user: own.user ?? '', uri: String(own) },
    asserted: null,
    remoteParty: null,
    withheld: false,
    divertedFrom: null,
    diversionReason: null,
    queue: null,
    ivrOption: null,
    alertInfo: null,
    callInfo: null,
    answerAsked: null,
    to: { name: '', user: target.slice(0, 300), uri: inviter.request.ruri?.toString().slice(0, 1000) ?? '' },
    sipCallId: inviter.request.callId.slice(0, 300),
  }
}
