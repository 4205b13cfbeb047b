import { Inviter, SessionState, type Core, type Session } from 'sip.js'
import { retryAfterMs } from '../signalling/back-off.ts'
import type { Clock } from '../signalling/clock.ts'
import { isInvented } from '../signalling/invented.ts'
import { glareWait } from './glare.ts'
import type { SessionTimer } from './session-timer.ts'

/**
 * How a re-INVITE ended. `gone`: the other side knows the call no more (481, 408; RFC 3261 §12.2.1.2). `silent`: sent and never
 * answered (64·T1). `unsent`: no answer because the socket was not there or broke; nothing is known. `ended`: the call ended meanwhile.
 */
export type ReinviteOutcome = 'accepted' | 'refused' | 'gone' | 'silent' | 'unsent' | 'ended'

export interface ReinviteParts {
  readonly clock: Clock
  readonly random: () => number
  /** Changes with each new connection: a 408 for a request sent over an older one says nothing of the call. */
  readonly connection: () => number
  readonly connected: () => boolean
}

/** Greatest number of requests for one change: the first, after glare (491), after a Retry-After, after 422. */
const tries = 3

/** The part of a session timer that a request of ours within a call needs. */
export type TimerOfRequest = Pick<SessionTimer, 'headers' | 'accepted' | 'tooShort'>

/** How one request is sent: a re-INVITE, or an UPDATE (`refresh.ts`). */
export type Send = (session: Session, headers: string[]) => Promise<InDialogAnswer>

/** Offers anew inside a call, and again where RFC 3261 §14.1 asks for it. SIP.js leaves 491, 408 and 481 as a TODO. */
export const reinvite = (
  session: Session,
  iceRestart: boolean,
  timer: TimerOfRequest,
  parts: ReinviteParts,
): Promise<ReinviteOutcome> => inDialog(session, (on, headers) => once(on, iceRestart, headers), timer, parts)

/** One change within a call: sent, sent again where that is of use, and what became of it. */
export async function inDialog(
  session: Session,
  send: Send,
  timer: TimerOfRequest,
  parts: ReinviteParts,
): Promise<ReinviteOutcome> {
  for (let attempt = 1; ; attempt++) {
    if (session.state !== SessionState.Established) return 'ended'
    if (!parts.connected()) return 'unsent'
    const connection = parts.connection()
    const answer = await send(session, timer.headers())
    const { status, invented } = answer
    if (session.state !== SessionState.Established) return 'ended'
    if (status >= 200 && status < 300) {
      if (answer.message) timer.accepted(answer.message)
      return 'accepted'
    }
    if (status === 0 || (invented && (status === 503 || connection !== parts.connection()))) return 'unsent'
    if (invented && status === 408) return 'silent'
    if (status === 481 || status === 408) return 'gone'
    const wait = waitAfter(answer, session instanceof Inviter, timer, parts.random())
    if (wait === null || wait > 10_000 || attempt === tries) return 'refused'
    await new Promise((resolve) => void parts.clock.setTimeout(() => resolve(undefined), wait))
  }
}

/** Milliseconds until the same may be asked again; null: it would be refused again. */
function waitAfter({ message, status }: InDialogAnswer, weCalled: boolean, timer: TimerOfRequest, random: number): number | null {
  if (status === 491) return glareWait(weCalled, random)
  if (status === 422) return message && timer.tooShort(message) ? 0 : null
  return status >= 500 ? retryAfterMs(message?.getHeader('retry-after')) : null
}

export interface InDialogAnswer {
  /** 0: could not be sent. */
  readonly status: number
  readonly invented: boolean
  readonly message: Core.IncomingResponseMessage | null
}

export const unsent: InDialogAnswer = { status: 0, invented: true, message: null }

/** The answer as this file reads it. */
export const readAnswer = (response: Core.IncomingResponse): InDialogAnswer => ({
  status: response.message.statusCode ?? 500,
  invented: isInvented(response),
  message: response.message,
})

async function once(session: Session, iceRestart: boolean, extraHeaders: string[]): Promise<InDialogAnswer> {
  try {
    return await new Promise<InDialogAnswer>((resolve, reject) => {
      const answered = (response: Core.IncomingResponse): void => resolve(readAnswer(response))
      session
        .invite({
          // Typed by SIP.js as the base options; its web part reads offerOptions from them.
          sessionDescriptionHandlerOptions: { offerOptions: { iceRestart } } as object,
          requestOptions: { extraHeaders },
          requestDelegate: { onAccept: answered, onReject: answered },
        })
        .catch(reject)
    })
  } catch {
    return unsent
  } finally {
    // Trap: what is passed to invite() stays; iceRestart would be repeated with every later hold.
    session.sessionDescriptionHandlerOptionsReInvite = {}
  }
}
