import { Inviter, SessionState, type Session } from 'sip.js'
import { retryAfterMs } from '../signalling/back-off.ts'
import type { Clock } from '../signalling/clock.ts'
import { isInvented } from '../signalling/invented.ts'
import { glareWait } from './glare.ts'

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

/** Greatest number of requests for one change: the first, after glare (491), after a Retry-After. */
const tries = 3

/** Offers anew inside a call, and again where RFC 3261 §14.1 asks for it. SIP.js leaves 491, 408 and 481 as a TODO. */
export async function reinvite(session: Session, iceRestart: boolean, parts: ReinviteParts): Promise<ReinviteOutcome> {
  for (let attempt = 1; ; attempt++) {
    if (session.state !== SessionState.Established) return 'ended'
    if (!parts.connected()) return 'unsent'
    const connection = parts.connection()
    const { status, invented, retryAfter } = await once(session, iceRestart)
    if (session.state !== SessionState.Established) return 'ended'
    if (status >= 200 && status < 300) return 'accepted'
    if (status === 0 || (invented && (status === 503 || connection !== parts.connection()))) return 'unsent'
    if (invented && status === 408) return 'silent'
    if (status === 481 || status === 408) return 'gone'
    const wait = status === 491 ? glareWait(session instanceof Inviter, parts.random()) : status >= 500 ? retryAfter : null
    if (wait === null || wait > 10_000 || attempt === tries) return 'refused'
    await new Promise((resolve) => void parts.clock.setTimeout(() => resolve(undefined), wait))
  }
}

interface Answer {
  readonly status: number
  readonly invented: boolean
  readonly retryAfter: number | null
}

async function once(session: Session, iceRestart: boolean): Promise<Answer> {
  try {
    return await new Promise<Answer>((resolve, reject) => {
      session
        .invite({
          // Typed by SIP.js as the base options; its web part reads offerOptions from them.
          sessionDescriptionHandlerOptions: { offerOptions: { iceRestart } } as object,
          requestDelegate: {
            onAccept: () => resolve({ status: 200, invented: false, retryAfter: null }),
            onReject: (response) =>
              resolve({
                status: response.message.statusCode ?? 500,
                invented: isInvented(response),
                retryAfter: retryAfterMs(response.message.getHeader('retry-after')),
              }),
          },
        })
        .catch(reject)
    })
  } catch {
    return { status: 0, invented: true, retryAfter: null }
  } finally {
    // Trap: what is passed to invite() stays; iceRestart would be repeated with every later hold.
    session.sessionDescriptionHandlerOptionsReInvite = {}
  }
}
