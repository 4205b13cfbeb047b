import { Core, UserAgent, type URI } from 'sip.js'
import { retryAfterMs } from './back-off.ts'
import type { Clock } from './clock.ts'
import { isInvented } from './invented.ts'

/** What is watched. */
export interface Watched {
  /** SIP event package, as `dialog`. */
  readonly event: string
  /** Body type it is told in. */
  readonly accept: string
  /** Whose; an address of the exchange. */
  readonly target: URI
}

export interface SubscriptionParts {
  readonly agent: UserAgent
  readonly clock: Clock
  readonly random: () => number
  /** The body of each NOTIFY. */
  readonly told: (body: string) => void
  /** Nothing more is known for now. */
  readonly over: () => void
}

/** Seconds asked for, and bounds of the pauses; milliseconds. */
const times = { expires: 600, least: 5_000, usual: 60_000, most: 3_600_000 } as const

/**
 * Watches something at the exchange (RFC 6665) for as long as it is not stopped. Own loop. Trap: SIP.js' `Subscriber` takes the
 * Retry-After of a refusal for milliseconds and asks again at once without one, which floods exchanges that refuse.
 */
export class Subscription {
  readonly #watched: Watched
  readonly #parts: SubscriptionParts
  #dialog: Core.Subscription | null = null
  #request: Core.OutgoingSubscribeRequest | null = null
  #timer: unknown
  /** Overtaken runs are not heard. */
  #run = 0

  constructor(watched: Watched, parts: SubscriptionParts) {
    this.#watched = watched
    this.#parts = parts
  }

  /** Begins anew, as after each registration over a new connection. */
  begin(): void {
    this.#drop()
    const run = this.#run
    const { agent } = this.#parts
    const { accept, event, target } = this.#watched
    const core = agent.userAgentCore
    const headers = [`Event: ${event}`, `Expires: ${times.expires}`, `Accept: ${accept}`, `Contact: ${agent.contact.toString()}`]
    const message = core.makeOutgoingRequestMessage('SUBSCRIBE', target, agent.configuration.uri, target, {}, headers)
    const mine = (then: () => void): void => (run === this.#run ? then() : undefined)
    const refused = (response: Core.IncomingResponse): void => mine(() => this.#refused(response))
    this.#request = core.subscribe(message, {
      onNotify: ({ request, subscription }) => {
        request.accept()
        mine(() => {
          if (subscription) this.#follow(subscription, run)
          this.#hear(request.message)
        })
      },
      onNotifyTimeout: () => mine(() => this.#again(times.usual)),
      onRedirect: refused,
      onReject: refused,
    })
  }

  /** Asks the exchange to tell no more, as far as it can be reached. */
  stop(): void {
    const dialog = this.#dialog
    this.#drop()
    if (dialog?.subscriptionState !== Core.SubscriptionState.Active) return
    try {
      dialog.unsubscribe()
    } catch {
      // It ends by itself.
    }
  }

  #drop(): void {
    this.#run++
    this.#parts.clock.clearTimeout(this.#timer)
    this.#request?.waitNotifyStop()
    this.#request = null
    this.#dialog = null
  }

  #follow(dialog: Core.Subscription, run: number): void {
    this.#dialog = dialog
    const mine = (then: () => void): void => (run === this.#run ? then() : undefined)
    dialog.delegate = {
      onNotify: (request) => {
        request.accept()
        mine(() => this.#hear(request.message))
      },
    }
    this.#refreshLater()
  }

  #refreshLater(): void {
    const dialog = this.#dialog
    if (!dialog) return
    const run = this.#run
    const within = Math.max(times.least, dialog.subscriptionExpires * 1000 * (0.5 + 0.2 * this.#parts.random()))
    this.#later(within, () => {
      try {
        const request = dialog.refresh()
        request.delegate = { onReject: (response) => run === this.#run && this.#refused(response) }
        this.#refreshLater()
      } catch {
        this.begin()
      }
    })
  }

  #hear(message: Core.IncomingRequestMessage): void {
    const state = message.getHeader('subscription-state') ?? ''
    if (message.body !== '') this.#parts.told(message.body)
    if (!/^\s*terminated\b/i.test(state)) return
    const reason = /;\s*reason\s*=\s*"?([\w-]+)/i.exec(state)?.[1]?.toLowerCase()
    const after = /;\s*retry-after\s*=\s*"?(\d{1,9})/i.exec(state)?.[1]
    // Nobody to be watched there (RFC 6665 §4.1.3); asked again with the next registration.
    if (reason === 'rejected' || reason === 'noresource' || reason === 'invariant') return this.#end()
    this.#again(after === undefined ? (reason === 'giveup' ? times.usual : times.least) : Number(after) * 1000)
  }

  #refused(response: Core.IncomingResponse): void {
    const status = response.message.statusCode ?? 500
    const after = retryAfterMs(response.message.getHeader('retry-after'))
    // What the exchange does not do now it will not do in a minute; a new connection may lead to another one.
    if (!isInvented(response) && status >= 400 && status < 500 && status !== 481 && status !== 408 && after === null)
      return this.#end()
    this.#again(status === 481 ? times.least : (after ?? times.usual))
  }

  #end(): void {
    this.#drop()
    this.#parts.over()
  }

  #again(ms: number): void {
    this.#end()
    const pause = Math.min(times.most, Math.max(times.least, ms))
    this.#later(pause * (1 + this.#parts.random() / 4), () => this.begin())
  }

  #later(ms: number, run: () => void): void {
    this.#parts.clock.clearTimeout(this.#timer)
    this.#timer = this.#parts.clock.setTimeout(run, ms)
  }
}
