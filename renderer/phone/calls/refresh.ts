import { Core, type Session } from 'sip.js'
import {
  inDialog,
  readAnswer,
  reinvite,
  unsent,
  type InDialogAnswer,
  type ReinviteOutcome,
  type ReinviteParts,
  type TimerOfRequest,
} from './reinvite.ts'

/**
 * Refreshes the session timer (RFC 4028 §7.4): by an UPDATE without a description, which touches no sound, where the other side takes one;
 * else by a re-INVITE.
 */
export const refresh = (
  session: Session,
  byUpdate: boolean,
  timer: TimerOfRequest,
  parts: ReinviteParts,
): Promise<ReinviteOutcome> => (byUpdate ? inDialog(session, update, timer, parts) : reinvite(session, false, timer, parts))

function update(session: Session, headers: string[]): Promise<InDialogAnswer> {
  const { dialog } = session
  if (!(dialog instanceof Core.SessionDialog)) return Promise.resolve(unsent)
  return new Promise((resolve) => {
    const contact = `Contact: ${session.userAgent.contact.toString()}`
    const message = dialog.createOutgoingRequestMessage('UPDATE', { extraHeaders: [contact, ...headers] })
    const answered = (response: Core.IncomingResponse): void => {
      // Trap: a challenged request goes again with the next number, and SIP.js forgets to tell the dialog.
      while ((dialog.localSequenceNumber ?? Infinity) < message.cseq) dialog.incrementLocalSequenceNumber()
      resolve(readAnswer(response))
    }
    session.userAgent.userAgentCore.request(message, { onAccept: answered, onRedirect: answered, onReject: answered })
  })
}
