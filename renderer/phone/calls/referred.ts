import { readReferTo, type ReferTarget } from '#shared/domain/sip/refer-to.ts'
import type { Referral } from 'sip.js'
import type { Clock } from '../signalling/clock.ts'
import type { LiveCall } from './live-call.ts'

/** The request is refused unless the agent decided by then: its sender gives up after 32 s (RFC 3261 §17.1.2.2, timer F); milliseconds. */
const decideWithin = 25_000

export interface ReferredParts {
  readonly clock: Clock
  /** What the setting says. */
  readonly policy: () => 'ask' | 'refuse'
  /** Calls whom the other side named; `told` hears each status of that. */
  readonly call: (target: ReferTarget, headers: string[], told: (status: number) => void) => void
}

/**
 * The other side asks us to call somebody in its place (RFC 3515). Trap: SIP.js does so without asking, so that anybody could make the
 * agent's phone dial (softphone.md §3.7). Here the agent is asked; yes is 202 and a NOTIFY with each step, no is 603.
 */
export function referred(call: LiveCall, referral: Referral, parts: ReferredParts): void {
  const refuse = (statusCode = 603): void => void referral.reject({ statusCode }).catch(() => {})
  const headers = referral.request.getHeaders('refer-to')
  const target = headers.length === 1 ? readReferTo(headers[0] ?? '') : null
  if (!target) return refuse(400)
  if (parts.policy() === 'refuse' || !call.connected) return refuse()
  const late = parts.clock.setTimeout(() => call.decide(false), decideWithin)
  const asked = call.ask('refer', target.who, {
    no: () => (parts.clock.clearTimeout(late), refuse()),
    over: () => (parts.clock.clearTimeout(late), refuse()),
    yes: () => {
      parts.clock.clearTimeout(late)
      void referral.accept().catch(() => {})
      const tell = teller(call, referral.request.cseq)
      tell(100)
      const by = referral.request.getHeader('referred-by')
      const more = [
        ...(target.replaces === null ? [] : [`Replaces: ${target.replaces}`]),
        ...(by !== undefined && /^[\x20-\x7e]{1,500}$/.test(by) ? [`Referred-By: ${by}`] : []),
      ]
      // Whoever handed us on takes leave of us once somebody answered: that is no hanging up.
      call.handedOver = true
      parts.call(target, more, tell)
    },
  })
  if (asked) return
  parts.clock.clearTimeout(late)
  refuse()
}

/**
 * Tells the other side how its request goes on, one NOTIFY a step (RFC 3515 §2.4.4). Trap: SIP.js ends the subscription with its first 100.
 * @param id CSeq of the REFER (RFC 3515 §2.4.6)
 */
function teller(call: LiveCall, id: number): (status: number) => void {
  let over = false
  return (status) => {
    const { dialog } = call.session
    if (over || call.ended || !dialog) return
    over = status >= 200
    if (over && status >= 300) call.handedOver = false
    const state = over ? 'terminated;reason=noresource' : 'active;expires=180'
    try {
      dialog.notify(undefined, {
        extraHeaders: [
          `Event: refer;id=${id}`,
          `Subscription-State: ${state}`,
          `Contact: ${call.session.userAgent.contact.toString()}`,
        ],
        body: {
          contentDisposition: 'render',
          contentType: 'message/sipfrag;version=2.0',
          content: `SIP/2.0 ${status} ${status < 200 ? 'Progress' : status < 300 ? 'OK' : 'Failed'}\r\n`,
        },
      })
    } catch {
      // The call they asked in is over: nobody listens any more.
    }
  }
}
