import { SessionState, type Session } from 'sip.js'

/** Length told for each tone; milliseconds. */
const duration = 160

/** DTMF by SIP INFO (draft-kaplan-dispatch-info-dtmf: application/dtmf-relay), one after the other, for calls that cannot carry RFC 4733 events. */
export function sendInfoTones(session: Session, tones: string): void {
  const [tone, rest] = [tones.charAt(0), tones.slice(1)]
  if (tone === '' || session.state !== SessionState.Established) return
  const next = (): void => sendInfoTones(session, rest)
  const body = {
    contentDisposition: 'render',
    contentType: 'application/dtmf-relay',
    content: `Signal=${tone}\r\nDuration=${duration}\r\n`,
  }
  session.info({ requestOptions: { body }, requestDelegate: { onAccept: next, onReject: next } }).catch(() => {})
}
