import type { CodeOutcome } from '#shared/contract/phone.ts'
import type { CodeOrder } from '#shared/domain/agent-codes.ts'
import { UserAgent, type Core, type URI } from 'sip.js'
import { dialUri } from '../calls/dial-target.ts'
import type { Clock } from './clock.ts'
import { isInvented } from './invented.ts'
import { silentCall, type SilentOffer } from './silent-call.ts'

export interface AgentCodeParts {
  readonly agent: UserAgent
  readonly clock: Clock
  readonly offer: () => Promise<SilentOffer>
  readonly registered: () => boolean
}

/** Seconds a publication holds (RFC 3903 §4.1); it is said again long before. */
const publishedFor = 3600
const lost: CodeOutcome = { outcome: 'lost', status: null }

/** Tells the exchange a code of the agent's state, in the way it wants it. */
export class AgentCode {
  readonly #parts: AgentCodeParts
  /** What the exchange calls our publication (RFC 3903 §4.1). */
  #tag: string | null = null
  /** Ends the waiting of those that are on their way. */
  readonly #onLost = new Set<(outcome: CodeOutcome) => void>()

  constructor(parts: AgentCodeParts) {
    this.#parts = parts
  }

  /** Never rejects. `lost`: it may not have arrived, and may be sent again; `refused`: it arrived and was not wanted. */
  async send(order: CodeOrder): Promise<CodeOutcome> {
    const dropped = Promise.withResolvers<CodeOutcome>()
    this.#onLost.add(dropped.resolve)
    const outcome = await Promise.race([this.#send(order), dropped.promise])
    this.#onLost.delete(dropped.resolve)
    return outcome
  }

  /** The connection broke: what is on its way is not answered any more. */
  lost(): void {
    for (const end of this.#onLost) end(lost)
  }

  async #send(order: CodeOrder): Promise<CodeOutcome> {
    const { agent, clock, offer, registered } = this.#parts
    if (!registered()) return lost
    if (order.by === 'publish') return this.#publish(order)
    const target = this.#at(order.by === 'call' ? order.code : order.to)
    if (!target) return { outcome: 'refused', status: null }
    if (order.by === 'message') return (await this.#request('MESSAGE', target, [], 'text/plain', order.code)).outcome
    try {
      return await silentCall(agent, target, await offer(), clock)
    } catch {
      return lost
    }
  }

  async #publish(order: CodeOrder, again = true): Promise<CodeOutcome> {
    const { agent } = this.#parts
    const own = agent.configuration.uri
    const headers = ['Event: presence', `Expires: ${publishedFor}`, `${order.header}: ${order.code}`]
    if (this.#tag !== null) headers.push(`SIP-If-Match: ${this.#tag}`)
    const sent = await this.#request('PUBLISH', own, headers, 'application/pidf+xml', presence(own.toString(), order.open))
    // The exchange forgot our publication: it is made anew (RFC 3903 §4.1).
    if (sent.outcome.status === 412 && again) {
      this.#tag = null
      return this.#publish(order, false)
    }
    if (sent.outcome.outcome === 'done') this.#tag = sent.response?.message.getHeader('sip-etag') ?? null
    return sent.outcome
  }

  #request(
    method: string,
    target: URI,
    headers: string[],
    contentType: string,
    content: string,
  ): Promise<{ outcome: CodeOutcome; response?: Core.IncomingResponse }> {
    const { agent } = this.#parts
    const core = agent.userAgentCore
    const body = { contentDisposition: 'render', contentType, content }
    const message = core.makeOutgoingRequestMessage(method, target, agent.configuration.uri, target, {}, headers, body)
    return new Promise((resolve) => {
      const refused = (response: Core.IncomingResponse): void => {
        const status = response.message.statusCode ?? 500
        resolve({ outcome: isInvented(response) || status === 503 ? lost : { outcome: 'refused', status } })
      }
      core.request(message, {
        onAccept: (response) => resolve({ outcome: { outcome: 'done', status: response.message.statusCode ?? 200 }, response }),
        onRedirect: refused,
        onReject: refused,
      })
    })
  }

  /** A user of our exchange; '' is ourselves. Null for what cannot be an address. */
  #at(user: string): URI | null {
    const own = this.#parts.agent.configuration.uri
    if (user === '') return own
    const uri = dialUri(user, own.host)
    return (uri !== null && UserAgent.makeURI(uri)) || null
  }
}

/** The least presence there is (RFC 3863): whether we can be reached. */
const presence = (entity: string, open: boolean): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\r\n<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="${entity.replace(/[&<>"]/g, '')}">` +
  `<tuple id="agent"><status><basic>${open ? 'open' : 'closed'}</basic></status></tuple></presence>\r\n`
