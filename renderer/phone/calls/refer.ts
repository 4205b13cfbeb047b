import { Core, SessionState, type Notification, type Session } from 'sip.js'
import type { Clock } from '../signalling/clock.ts'
import { isInvented } from '../signalling/invented.ts'
import { sipfragStatus } from './sipfrag.ts'

/**
 * How a transfer ended (RFC 3515). `done`: who was to be reached answered; `told` is the body that said so. `refused`: the other side does not transfer. `failed`: it
 * tried and reached nobody; `status` is what it was told. `silent`: it said it would try and then nothing more. `unsent`: the request
 * did not get through. `gone`: the exchange knows the call no more. `ended`: the call ended meanwhile.
 */
export type ReferOutcome =
  | { readonly kind: 'done'; readonly told?: string }
  | { readonly kind: 'silent' | 'unsent' | 'gone' | 'ended' }
  | { readonly kind: 'refused' | 'failed'; readonly status: number }

/** So long nothing may be heard of a transfer, and so long somebody may ring: then nothing more is expected; milliseconds. */
const patience = { untilTold: 90_000, ringing: 180_000 } as const

/**
 * Asks the other side to call somebody else, and follows what becomes of it. A 202 only says that it will try: the call stays up until
 * a NOTIFY tells that somebody answered (SIP.js#254).
 * @param told hears each provisional status (100 trying, 180 ringing)
 */
export function refer(
  session: Session,
  referTo: string,
  referredBy: string,
  clock: Clock,
  told: (status: number) => void,
): Promise<ReferOutcome> {
  return new Promise((resolve) => {
    const { dialog } = session
    if (session.state !== SessionState.Established || !dialog) return resolve({ kind: 'ended' })
    let timer: unknown = null
    let sent: Core.OutgoingReferRequest | null = null
    // Each in-dialog request that makes a usage of its own names where we are (RFC 3515 §2.4.1).
    const contact = session.userAgent.contact.toString()
    const previous = session.delegate?.onNotify
    const finish = (outcome: ReferOutcome): void => {
      clock.clearTimeout(timer)
      session.stateChange.removeListener(onState)
      // What the other side still has to say about it is answered and forgotten.
      if (session.delegate) session.delegate.onNotify = previous ?? acknowledge
      resolve(outcome)
    }
    const wait = (ms: number): void => {
      clock.clearTimeout(timer)
      timer = clock.setTimeout(() => finish({ kind: 'silent' }), ms)
    }
    /** Trap: a REFER that was challenged goes again with the next number, and SIP.js forgets to tell the dialog. */
    const catchUp = (): void => {
      if (!(dialog instanceof Core.SessionDialog) || sent === null) return
      while ((dialog.localSequenceNumber ?? Infinity) < sent.message.cseq) dialog.incrementLocalSequenceNumber()
    }
    const onState = (state: SessionState): void => {
      if (state === SessionState.Terminating || state === SessionState.Terminated) finish({ kind: 'ended' })
    }
    const onNotify = (notification: Notification): void => {
      acknowledge(notification)
      // SIP.js knows no short form of this header (RFC 6665 §8.2.1).
      const event = notification.request.getHeader('event') ?? notification.request.getHeader('o') ?? ''
      if (!/^\s*refer\b/i.test(event)) return
      // What is said of an earlier transfer of the same call decides nothing here: `id` is the CSeq of its REFER (RFC 3515 §2.4.6).
      const of = /;\s*id\s*=\s*(\d+)/i.exec(event)?.[1]
      if (of !== undefined && sent !== null && Number(of) !== sent.message.cseq) return
      const status = sipfragStatus(notification.request.body)
      const over = /^\s*terminated\b/i.test(notification.request.getHeader('subscription-state') ?? '')
      if (status !== null && status >= 200)
        return finish(status < 300 ? { kind: 'done', told: notification.request.body } : { kind: 'failed', status })
      // SIP.js itself ends the subscription with its first 100; others end it for good without a word.
      if (status === null) return over ? finish({ kind: 'silent' }) : undefined
      wait(status >= 180 ? patience.ringing : patience.untilTold)
      told(status)
    }
    const onReject = (response: Core.IncomingResponse): void => {
      catchUp()
      const status = response.message.statusCode ?? 500
      if (isInvented(response)) return finish({ kind: 'unsent' })
      finish(status === 481 || status === 408 ? { kind: 'gone' } : { kind: 'refused', status })
    }
    session.stateChange.addListener(onState)
    if (session.delegate) session.delegate.onNotify = onNotify
    wait(patience.untilTold)
    try {
      sent = dialog.refer(
        {
          // Somebody who will not tell (RFC 4488 §4) has taken it over with this.
          onAccept: (response) => {
            catchUp()
            if (/^\s*false\b/i.test(response.message.getHeader('refer-sub') ?? '')) finish({ kind: 'done' })
          },
          onRedirect: onReject,
          onReject,
        },
        { extraHeaders: [`Refer-To: ${referTo}`, `Referred-By: <${referredBy}>`, `Contact: ${contact}`] },
      )
    } catch {
      finish({ kind: 'unsent' })
    }
  })
}

function acknowledge(notification: Notification): void {
  void notification.accept().catch(() => {})
}
