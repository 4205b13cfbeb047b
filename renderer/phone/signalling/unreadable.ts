import { Core, type UserAgent } from 'sip.js'
import { redact, type Log } from './log.ts'
import { readRequestHead, refusal } from './sip-head.ts'

/**
 * Trap: a request of which SIP.js cannot read one header is dropped without an answer, and one it stumbles over throws; its sender waits
 * 32 s for nothing. The first is answered 400, the second 500 (RFC 3261 §21.4.1, §21.5.1).
 */
export function answerUnreadable(agent: UserAgent, log: Log): void {
  const { transport } = agent
  const onward = transport.onMessage
  const logger = agent.getLogger('unreadable')
  transport.onMessage = (text) => {
    const head = readRequestHead(text)
    if (!head) return onward?.(text)
    const refuse = (status: string): void => {
      const answer = head.method === 'ACK' ? null : refusal(head, status)
      log('warn', 'line.request.refused', { status, method: head.method })
      if (answer !== null) transport.send(answer).catch(() => {})
    }
    try {
      if (Core.Parser.parseMessage(text, logger) === undefined) return refuse('400 Bad Request')
      onward?.(text)
    } catch (thrown) {
      log('warn', 'line.request.stumbled', { thrown: redact(thrown instanceof Error ? thrown.message : String(thrown)) })
      refuse('500 Server Internal Error')
    }
  }
}
