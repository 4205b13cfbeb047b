import type { Invitation } from 'sip.js'
import { tooShortHeaders } from './answer-reinvite.ts'
import { answerTimer } from './session-expires.ts'
import { takeOver, type TakeOverParts } from './take-over.ts'

export interface AdmissionParts extends TakeOverParts {
  readonly ready: boolean
  /** As many calls as a person can follow are there. */
  readonly full: boolean
}

/** Whether an INVITE becomes a call of its own; what does not is answered here, or asked within the call it wants to be part of. */
export function admit(invitation: Invitation, parts: AdmissionParts): boolean {
  const refuse = (statusCode: number, extraHeaders: string[] = []): false => {
    invitation.reject({ statusCode, extraHeaders }).catch(() => {})
    return false
  }
  if (answerTimer(invitation.request).kind === 'tooShort') return refuse(422, tooShortHeaders)
  if (takeOver(invitation, parts)) return false
  if (!parts.ready) return refuse(480)
  return parts.full ? refuse(486) : true
}
