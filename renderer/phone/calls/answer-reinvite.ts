import type { Core, Session } from 'sip.js'
import { answerTimer, timerSeconds, type AgreedTimer, type Fields } from './session-expires.ts'

/** Header fields of a refusal because of a timer that is too short. */
export const tooShortHeaders = [`Min-SE: ${timerSeconds.least}`]

/**
 * Trap: SIP.js answers a re-INVITE without a word about its session timer, which ends the timer or, at some exchanges, the call. Puts the
 * agreement into the answer, and refuses what is too short with 422.
 * @param agreed told what runs from now on, once we answered 200
 */
export function answerReinvites(session: Session, agreed: (timer: AgreedTimer | null) => void): void {
  const delegate = session.dialog?.delegate
  const usual = delegate?.onInvite
  if (!delegate || !usual) return
  delegate.onInvite = (request: Core.IncomingInviteRequest) => {
    const answer = answerTimer(request.message as Fields)
    if (answer.kind === 'tooShort') return void request.reject({ statusCode: 422, extraHeaders: tooShortHeaders })
    const accept = request.accept.bind(request)
    request.accept = (options = { statusCode: 200 }) => {
      const headers = answer.kind === 'agreed' ? answer.headers : []
      const accepted = accept({ ...options, extraHeaders: [...(options.extraHeaders ?? []), ...headers] })
      agreed(answer.kind === 'agreed' ? answer.timer : null)
      return accepted
    }
    usual(request)
  }
}
