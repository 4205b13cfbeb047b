import type { Party } from '#shared/domain/call.ts'
import { readReplaces } from '#shared/domain/sip/replaces.ts'
import { partyOfHeader } from '#shared/domain/sip/party.ts'
import type { Invitation, Session } from 'sip.js'
import type { Clock } from '../signalling/clock.ts'
import { answerTimer } from './session-expires.ts'
import { connectedParty } from './connected-party.ts'
import type { LiveCall } from './live-call.ts'
import { sayRinging } from './ringing.ts'

export interface TakeOverParts {
  readonly clock: Clock
  readonly calls: () => Iterable<LiveCall>
  /** What the setting says. */
  readonly policy: () => 'ask' | 'refuse'
  readonly openMicrophone: () => Promise<() => void>
  readonly sayGoodBye: (session: Session) => void
  /** Nobody is left to be replaced: an ordinary call. */
  readonly ringsAlone: (invitation: Invitation) => void
  /** Whoever else is talked to is put on hold. */
  readonly holdOthers: (call: LiveCall) => void
}

/**
 * Somebody calls to take the place of whom we talk to (INVITE with Replaces, RFC 3891 §3). Trap: SIP.js hangs the old call up by itself.
 * Here it rings within that call, the agent decides, and the call goes on as the same one with the new partner.
 * @returns false when the INVITE asks for nothing of the kind
 */
export function takeOver(invitation: Invitation, parts: TakeOverParts): boolean {
  const headers = invitation.request.getHeaders('replaces')
  if (headers.length === 0) return false
  const refuse = (statusCode: number): true => (invitation.reject({ statusCode }).catch(() => {}), true)
  const replaces = headers.length === 1 ? readReplaces(headers[0] ?? '') : null
  if (!replaces) return refuse(400)
  const call = [...parts.calls()].find(({ connected, session: { dialog } }) => {
    const matches =
      dialog?.callId === replaces.callId && dialog.localTag === replaces.toTag && dialog.remoteTag === replaces.fromTag
    return connected && matches
  })
  if (!call) return refuse(481)
  if (replaces.earlyOnly) return refuse(486)
  if (parts.policy() === 'refuse') return refuse(603)
  const who = connectedParty(invitation.request) ?? partyOfHeader(invitation.request.getHeader('from'))
  const state = { rings: true }
  const asked = call.ask('replace', who, {
    no: () => {
      state.rings = false
      refuse(603)
    },
    // Some hang up before we have answered whom they sent: they are let ring, not lost.
    over: () => {
      state.rings = false
      parts.ringsAlone(invitation)
    },
    yes: () => {
      state.rings = false
      void swap(call, invitation, who, parts).catch(() => refuse(480))
    },
  })
  if (!asked) return refuse(486)
  invitation.delegate = {
    onCancel: () => {
      if (!state.rings) return
      state.rings = false
      call.decide(null)
    },
  }
  sayRinging(invitation, parts.clock, () => state.rings)
  return true
}

/** Answers the new call, and only then ends the old one: whatever goes wrong leaves the old call as it is. */
async function swap(call: LiveCall, invitation: Invitation, who: Party, parts: TakeOverParts): Promise<void> {
  const release = await parts.openMicrophone()
  try {
    const answer = answerTimer(invitation.request)
    await invitation.accept(answer.kind === 'agreed' ? { extraHeaders: answer.headers } : {})
  } finally {
    release()
  }
  if (!invitation.dialog) return
  const before = call.session
  if (call.ended) return parts.sayGoodBye(invitation)
  parts.holdOthers(call)
  call.adopt(invitation)
  call.nowWith(who)
  parts.sayGoodBye(before)
}
