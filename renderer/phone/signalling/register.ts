import type { Core, UserAgent } from 'sip.js'
import { retryAfterMs } from './back-off.ts'
import { onlyUnknownDigests } from './challenges.ts'
import type { Clock } from './clock.ts'
import { isInvented } from './invented.ts'
import { allowHeader } from './methods.ts'

export type RegisterOutcome =
  | { readonly kind: 'registered'; readonly expiresS: number }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null; readonly digestUnknown: boolean }
  /** No answer within the deadline, or the socket broke: SIP.js invents 408 and 503 then, which no server said. */
  | { readonly kind: 'silent' }

export interface Registrar {
  /** One REGISTER (with its digest round); never rejects. `expiresS` 0 takes the registration back. */
  register(expiresS: number): Promise<RegisterOutcome>
  /** New Call-ID for what follows: a fresh start, as after a reconnect (RFC 3261 §10.2). */
  renew(): void
}

/**
 * Sends REGISTER itself instead of through SIP.js' `Registerer`, which blocks for ever after a 200 without Contact, refreshes on
 * its own at 99 % of the lifetime without telling of failures, reads Retry-After for 500 and 503 only, and cannot be left while
 * an answer is outstanding. Here each request is its own, with a deadline; a late answer finds nobody waiting.
 */
export function registrar(agent: UserAgent, instanceId: string, deadlineMs: number, clock: Clock): Registrar {
  const core = agent.userAgentCore
  let callId: string | undefined
  let sequence = 1
  const send = (expiresS: number, brief: boolean): Promise<RegisterOutcome> =>
    new Promise((resolve) => {
      const aor = agent.configuration.uri
      const domain = aor.clone()
      domain.user = undefined
      const contact = `${agent.contact.toString({ register: true })};reg-id=1;+sip.instance="<urn:uuid:${instanceId}>";expires=${expiresS}`
      const headers = [`Contact: ${contact}`, `Expires: ${expiresS}`, allowHeader]
      const message = core.makeOutgoingRequestMessage(
        'REGISTER',
        domain,
        aor,
        aor,
        { ...(callId && { callId }), cseq: sequence },
        headers,
      )
      callId = message.callId
      /** The next request's number is higher than this one's, whatever comes of it; the digest round has raised that (RFC 3261 §22.2). */
      const after = (): void => {
        if (callId === message.callId) sequence = Math.max(sequence, message.cseq + 1)
      }
      after()
      let request: Core.OutgoingRequest | null = null
      let done = false
      const finish = (outcome: RegisterOutcome): void => {
        if (done) return
        done = true
        clock.clearTimeout(timer)
        after()
        resolve(outcome)
      }
      const timer = clock.setTimeout(() => {
        request?.dispose()
        finish({ kind: 'silent' })
      }, deadlineMs)
      const refused = (response: Core.IncomingResponse): void => {
        const status = response.message.statusCode ?? 500
        const minimum = Number(response.message.getHeader('min-expires'))
        if (status === 423 && !brief && minimum > expiresS && minimum < 100_000) {
          clock.clearTimeout(timer)
          after()
          done = true
          void send(minimum, true).then(resolve)
          return
        }
        if (isInvented(response)) return finish({ kind: 'silent' })
        const challenges = [
          ...response.message.getHeaders('www-authenticate'),
          ...response.message.getHeaders('proxy-authenticate'),
        ]
        const retryAfter = retryAfterMs(response.message.getHeader('retry-after'))
        finish({ kind: 'refused', status, retryAfterMs: retryAfter, digestUnknown: onlyUnknownDigests(challenges) })
      }
      request = core.register(message, {
        onAccept: (response) =>
          finish({ kind: 'registered', expiresS: grantedSeconds(response.message, agent.contact.uri.user, expiresS) }),
        onRedirect: refused,
        onReject: refused,
      })
    })
  return {
    register: (expiresS) => send(expiresS, false),
    renew: () => {
      callId = undefined
      sequence = 1
    },
  }
}

/**
 * The lifetime the exchange granted: `expires` of our own Contact (RFC 3261 §10.2.4), else the Expires header, else what we asked
 * for: exchanges that answer 200 without any Contact exist. Bounded to 30 s … 1 day.
 */
export function grantedSeconds(message: Core.IncomingResponseMessage, ourUser: string | undefined, asked: number): number {
  if (asked === 0) return 0
  const contacts = message.getHeaders('contact')
  const own = contacts.find((one) => ourUser !== undefined && new RegExp(`[:]${ourUser}@`).test(one))
  const granted = Number(/;\s*expires\s*=\s*"?(\d{1,9})/i.exec(own ?? '')?.[1] ?? message.getHeader('expires') ?? asked)
  return Math.min(86_400, Math.max(30, Number.isFinite(granted) && granted > 0 ? granted : asked))
}
