import type { Clock } from '../signalling/clock.ts'
import { agreedTimer, givenUpAfter, readMinSe, timerSeconds, type AgreedTimer, type Fields } from './session-expires.ts'

/** How long a call may wait for its first refresh after the exchange was lost and found again; milliseconds. */
const afterLoss = 40_000
/** Least pause between two tries of a refresh; milliseconds. */
const leastPause = 5_000

export interface TimerParts {
  readonly clock: Clock
  /** Sends a refresh; what comes of it is told by {@link SessionTimer.accepted}. */
  readonly refresh: () => void
  /** Nobody refreshed in time: the call is to be ended. */
  readonly expired: () => void
  /** The exchange can be reached and no call waits for its signalling. */
  readonly reachable: () => boolean
}

/** The session timer of one call (RFC 4028; SIP.js#18: it has none, and exchanges that use them hang up after a while). */
export class SessionTimer {
  readonly #parts: TimerParts
  #ask: number = timerSeconds.ask
  #agreed: AgreedTimer | null = null
  #since = 0
  #timer: unknown

  constructor(parts: TimerParts) {
    this.#parts = parts
  }

  /** Header fields of each INVITE, re-INVITE and UPDATE of ours; without them a re-INVITE would end the timer. */
  headers(): string[] {
    const refresher = this.#agreed ? `;refresher=${this.#agreed.weRefresh ? 'uac' : 'uas'}` : ''
    return [
      `Session-Expires: ${this.#agreed?.seconds ?? this.#ask}${refresher}`,
      `Min-SE: ${Math.max(timerSeconds.least, this.#least)}`,
    ]
  }
  #least = 0

  /** They answered 422: asks for as much as they want. @returns false when that helps nothing */
  tooShort(response: Fields): boolean {
    const least = readMinSe(response)
    if (least <= (this.#agreed?.seconds ?? this.#ask) || least > timerSeconds.most) return false
    this.#least = least
    this.#ask = least
    this.#agreed &&= { ...this.#agreed, seconds: least }
    return true
  }

  /** A request of ours was taken: what its answer agrees on runs from now. */
  accepted(response: Fields): void {
    this.agree(agreedTimer(response))
  }

  agree(timer: AgreedTimer | null): void {
    this.#agreed = timer
    this.#since = this.#parts.clock.now()
    this.#plan()
  }

  stop(): void {
    this.#parts.clock.clearTimeout(this.#timer)
    this.#agreed = null
  }

  #later(ms: number, run: () => void): void {
    this.#parts.clock.clearTimeout(this.#timer)
    this.#timer = this.#parts.clock.setTimeout(run, ms)
  }

  #plan(): void {
    const { clock } = this.#parts
    clock.clearTimeout(this.#timer)
    if (!this.#agreed) return
    const { seconds, weRefresh } = this.#agreed
    if (weRefresh) this.#later(seconds * 500, () => this.#refresh())
    else this.#later(givenUpAfter(seconds) * 1000, () => this.#over())
  }

  #refresh(): void {
    if (!this.#agreed) return
    const left = this.#since + givenUpAfter(this.#agreed.seconds) * 1000 - this.#parts.clock.now()
    // Tried again at half of what is left each time, as long as there is time.
    if (left <= leastPause) return this.#later(Math.max(0, left), () => this.#over())
    this.#later(Math.max(leastPause, left / 2), () => this.#refresh())
    if (this.#parts.reachable()) this.#parts.refresh()
  }

  /** A call that lost its signalling is not ended for that: it is reconciled, and that refreshes it. */
  #over(): void {
    if (this.#parts.reachable()) return this.#parts.expired()
    this.#later(afterLoss, () => this.#over())
  }
}
