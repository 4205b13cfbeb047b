import { Core, type UserAgent } from 'sip.js'

/** An UPDATE within a dialog of ours, to be answered once. */
export interface Update {
  readonly dialog: Core.SessionDialog
  readonly message: Core.IncomingRequestMessage
  /** The dialog began with an INVITE of ours. */
  readonly weCalled: boolean
  accept(headers: readonly string[], body?: Core.Body): void
  reject(statusCode: number, headers?: readonly string[]): void
}

/** Parts of a dialog that SIP.js keeps to its own methods. */
interface Inside {
  sequenceGuard(message: Core.IncomingRequestMessage): boolean
  readonly initialTransaction: unknown
  readonly dialogState: { remoteTarget: Core.URI; remoteSequenceNumber: number | undefined }
}

/**
 * Trap: SIP.js knows no UPDATE and answers 405, so that exchanges which refresh or tell a new partner by it lose the call or the
 * partner's name. Takes UPDATEs out of what comes and gives them to `handle`; everything else goes on to SIP.js.
 */
export function receiveUpdates(agent: UserAgent, handle: (update: Update) => void): void {
  const { transport, userAgentCore: core } = agent
  const onward = transport.onMessage
  const logger = agent.getLogger('updates')
  transport.onMessage = (text) => {
    const message = text.startsWith('UPDATE ') ? Core.Parser.parseMessage(text, logger) : undefined
    if (message instanceof Core.IncomingRequestMessage) take(core, message, handle)
    else onward?.(text)
  }
}

function take(core: Core.UserAgentCore, message: Core.IncomingRequestMessage, handle: (update: Update) => void): void {
  // Sent again before it was answered (RFC 3261 §17.2.2).
  const known = core.userAgentServers.get(message.viaBranch)
  if (known) return known.transaction.receiveRequest(message)
  const dialog = core.dialogs.get(`${message.callId}${message.toTag}${message.fromTag}`)
  if (!(dialog instanceof Core.SessionDialog)) return void core.replyStateless(message, { statusCode: 481 })
  const inside = dialog as unknown as Inside
  // Answers 500 by itself when the numbers run backwards (RFC 3261 §12.2.2).
  if (!inside.sequenceGuard(message)) return
  inside.dialogState.remoteSequenceNumber = message.cseq
  const contact: unknown = message.hasHeader('contact') ? message.parseHeader('contact') : undefined
  const server = new Core.InfoUserAgentServer(dialog, message)
  handle({
    dialog,
    message,
    weCalled: inside.initialTransaction instanceof Core.InviteClientTransaction,
    accept(headers, body) {
      // A target refresh (RFC 3311 §5.1), but only when it is taken.
      if (contact instanceof Core.NameAddrHeader) inside.dialogState.remoteTarget = contact.uri
      server.accept({ statusCode: 200, extraHeaders: [...headers], ...(body && { body }) })
    },
    reject: (statusCode, headers = []) => void server.reject({ statusCode, extraHeaders: [...headers] }),
  })
}
