import { nothingTold, type ColleagueState, type Exchange } from '#shared/domain/exchange.ts'
import { readDialogInfo, stateOfAll, type WatchedCalls } from '#shared/domain/sip/dialog-info.ts'
import { readMessageSummary } from '#shared/domain/sip/message-summary.ts'
import type { Notification, UserAgent } from 'sip.js'
import type { Clock } from './clock.ts'
import { Subscription } from './subscription.ts'

export interface WatchesParts {
  readonly agent: UserAgent
  readonly clock: Clock
  readonly random: () => number
  readonly changed: (value: Exchange) => void
}

/** What the exchange tells beside calls: our voice mailbox, and the telephones of chosen colleagues. */
export class Watches {
  readonly #parts: WatchesParts
  readonly #voicemail: Subscription
  readonly #colleagues = new Map<string, { subscription: Subscription; state: ColleagueState }>()
  #registered = false
  #value: Exchange = nothingTold

  constructor(parts: WatchesParts) {
    this.#parts = parts
    this.#voicemail = new Subscription(
      { event: 'message-summary', accept: 'application/simple-message-summary', target: parts.agent.configuration.uri },
      // Exchanges that refuse to be asked may tell all the same: what is known stays.
      { ...parts, told: (body) => this.#tellVoicemail(body), over: () => {} },
    )
  }

  get value(): Exchange {
    return this.#value
  }

  /** Registered over a new connection: everything is asked for anew. */
  restored(): void {
    this.#registered = true
    this.#voicemail.begin()
    for (const { subscription } of this.#colleagues.values()) subscription.begin()
  }

  /** The exchange is lost: nothing is known of colleagues until it tells again. */
  lost(): void {
    this.#registered = false
    for (const entry of this.#colleagues.values()) entry.state = 'unknown'
    if (this.#colleagues.size > 0) this.#tell()
  }

  /** @param users user parts at our own exchange */
  watch(users: readonly string[]): void {
    for (const [user, { subscription }] of this.#colleagues) {
      if (users.includes(user)) continue
      subscription.stop()
      this.#colleagues.delete(user)
    }
    for (const user of users) {
      if (this.#colleagues.has(user)) continue
      const entry = { subscription: this.#watchUser(user), state: 'unknown' as ColleagueState }
      this.#colleagues.set(user, entry)
      if (this.#registered) entry.subscription.begin()
    }
    this.#tell()
  }

  /** A NOTIFY outside any subscription: of the mailbox, some exchanges send it unasked (RFC 3842 §4); anything else is none of ours. */
  unsolicited(notification: Notification): void {
    const event = notification.request.getHeader('event') ?? ''
    if (!/^\s*message-summary\b/i.test(event)) return void notification.reject({ statusCode: 481 }).catch(() => {})
    void notification.accept().catch(() => {})
    this.#tellVoicemail(notification.request.body)
  }

  stop(): void {
    this.#voicemail.stop()
    for (const { subscription } of this.#colleagues.values()) subscription.stop()
    this.#colleagues.clear()
    this.#parts.changed(nothingTold)
  }

  #watchUser(user: string): Subscription {
    const target = this.#parts.agent.configuration.uri.clone()
    target.user = user
    let calls: WatchedCalls = new Map()
    const set = (state: ColleagueState): void => {
      const entry = this.#colleagues.get(user)
      if (!entry) return
      entry.state = state
      this.#tell()
    }
    return new Subscription(
      { event: 'dialog', accept: 'application/dialog-info+xml', target },
      {
        ...this.#parts,
        told: (body) => {
          const read = readDialogInfo(body, calls)
          if (!read) return
          calls = read
          set(stateOfAll(calls))
        },
        over: () => {
          calls = new Map()
          set('unknown')
        },
      },
    )
  }

  #tellVoicemail(body: string): void {
    const voicemail = readMessageSummary(body)
    if (!voicemail) return
    this.#value = { ...this.#value, voicemail }
    this.#tell()
  }

  #tell(): void {
    this.#value = { ...this.#value, colleagues: [...this.#colleagues].map(([user, { state }]) => ({ user, state })) }
    this.#parts.changed(this.#value)
  }
}
