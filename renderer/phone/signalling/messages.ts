import type { ShortMessage } from '#shared/domain/exchange.ts'
import { cleanText } from '#shared/domain/sip/clean-text.ts'
import { partyOfHeader } from '#shared/domain/sip/party.ts'
import type { Message } from 'sip.js'

/** Takes messages and tells of those that say something. */
export const messageTaker =
  (tell: (message: ShortMessage) => void) =>
  (message: Message): void => {
    const read = takeMessage(message)
    if (read) tell(read)
  }

/**
 * Takes a text message (RFC 3428) and answers it; type and length were looked at before (`request-fault.ts`).
 * @returns what to show: one line without control or direction characters; null when nothing is left
 */
function takeMessage(message: Message): ShortMessage | null {
  void message.accept().catch(() => {})
  const { name, user } = partyOfHeader(message.request.getHeader('from'))
  const text = cleanText(message.request.body, 1000)
  return text === '' ? null : { from: name || user, text }
}
