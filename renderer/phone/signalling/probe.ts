import type { Core, UserAgent } from 'sip.js'
import type { Clock } from './clock.ts'
import { isInvented } from './invented.ts'

/**
 * Asks the exchange whether it is there (OPTIONS, RFC 3261 §11). Any answer, even a refusal, is life; 408 and 503 that SIP.js makes
 * itself are none. Never rejects.
 * @returns true when something answered within the deadline
 */
export function probe(agent: UserAgent, deadlineMs: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const core = agent.userAgentCore
    const aor = agent.configuration.uri
    const domain = aor.clone()
    domain.user = undefined
    let request: Core.OutgoingRequest | null = null
    const timer = clock.setTimeout(() => {
      request?.dispose()
      resolve(false)
    }, deadlineMs)
    const answered = (response: Core.IncomingResponse): void => {
      clock.clearTimeout(timer)
      resolve(!isInvented(response))
    }
    const message = core.makeOutgoingRequestMessage('OPTIONS', domain, aor, aor, {})
    request = core.request(message, { onAccept: answered, onRedirect: answered, onReject: answered })
  })
}
