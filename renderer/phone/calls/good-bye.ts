import type { Core, Session } from 'sip.js'
import { isInvented } from '../signalling/invented.ts'

/** A BYE under way. */
export interface GoodBye {
  /** Says it once more over a new connection. */
  again(): void
}

/**
 * Ends an established call. Trap: with its BYE a SIP.js session is over, whether or not anybody heard it; when the socket breaks before
 * the answer, the other side would go on listening to silence. So what a second BYE needs (RFC 3261 §12.2.1.1) is kept.
 * @param settled told when the other side, or the exchange, has answered
 */
export function goodBye(session: Session, settled: () => void): GoodBye {
  // Typed by SIP.js as its session part; it is a dialog, which also knows its route set and numbers.
  const dialog = session.dialog as (Core.Session & Pick<Core.Dialog, 'routeSet' | 'localSequenceNumber'>) | undefined
  const core = session.userAgent.userAgentCore
  const kept = dialog && {
    target: dialog.remoteTarget,
    from: dialog.localURI,
    to: dialog.remoteURI,
    routeSet: [...dialog.routeSet],
  }
  const ids = dialog && { callId: dialog.callId, fromTag: dialog.localTag, toTag: dialog.remoteTag }
  const answered = (response: Core.IncomingResponse): void => {
    if (!isInvented(response)) settled()
  }
  session.bye({ requestDelegate: { onAccept: answered, onReject: answered, onRedirect: answered } }).catch(settled)
  return {
    again() {
      if (!kept || !ids) return
      const cseq = (dialog.localSequenceNumber ?? 1) + 1
      const message = core.makeOutgoingRequestMessage('BYE', kept.target, kept.from, kept.to, {
        ...ids,
        cseq,
        routeSet: kept.routeSet,
      })
      core.request(message)
    },
  }
}
