import type { Registration } from '#shared/domain/line.ts'
import { backOff } from './back-off.ts'
import { isoOf, type Clock } from './clock.ts'
import { lostProblem, registerProblem, silenceProblem, type Problem } from './problems.ts'
import type { RegisterOutcome } from './register.ts'

/** Milliseconds. A confirmation may be a minute old at most, so the probe leaves room for its own deadline. */
export const times = {
  probeEvery: 20_000,
  registerProbeEvery: 40_000,
  stale: 60_000,
  steady: 30_000,
  freshTry: 1_000,
  doubt: 1_500,
  slowRetry: 600_000,
} as const

export interface Ports {
  /** Opens the socket; rejects when no server can be reached. */
  connect(): Promise<void>
  /** `blame`: another server is tried first. */
  abandon(why: string, blame: boolean): void
  /** `fresh`: with a new Call-ID, as after a reconnect. */
  register(fresh: boolean): Promise<RegisterOutcome>
  /** `quick`: something speaks against it, so little patience. */
  probe(quick: boolean): Promise<boolean>
  server(): string | null
  /** What came over this connection was no SIP. */
  rubbish(): boolean
  explain(error: unknown): Problem
  /** How long a call has been without signalling; null when none is. */
  callLostForMs(): number | null
  /** 0 ≤ x < 1 */
  random(): number
  changed(registration: Registration): void
  /** A REGISTER over a new connection was confirmed: calls must be reconciled. `moved`: over another network, perhaps. */
  registered(moved: boolean): void
}

/**
 * Keeps the line reachable and says truthfully whether it is; the states are drawn in `shared/domain/line.ts`. One timer and one
 * request at a time: every step belongs to a run, and what an overtaken run still brings is not heard.
 */
export class RegistrationKeeper {
  readonly #ports: Ports
  readonly #clock: Clock
  #run = 0
  #timer: unknown
  #value: Registration
  #registeredAt = 0
  #refusedOnce = false
  #optionsUseless = false
  #refreshAt = 0
  #flaps = 0
  /** Since when a line that was steady has been out of reach. */
  #awaySince: number | null = null
  #failed: unknown = null
  /** The next wait is none: what failed belonged to a network that is gone. */
  #atOnce = false
  /** The network may be another one since the last registration. */
  #moved = false

  constructor(ports: Ports, clock: Clock) {
    this.#ports = ports
    this.#clock = clock
    this.#value = {
      state: 'off',
      since: isoOf(clock.now()),
      server: null,
      confirmedAt: null,
      nextTryAt: null,
      attempt: 0,
      problem: null,
    }
  }

  get value(): Registration {
    return this.#value
  }

  start(): void {
    if (this.#value.state === 'off') void this.#try()
  }

  /** Stops for good; the caller closes the socket. */
  stop(): void {
    this.#next()
    this.#set({ state: 'off', server: null, nextTryAt: null, attempt: 0, problem: null })
  }

  /** Woke up, network changed, or the agent asks: no waiting. While registered this checks that the exchange is still there. */
  tryNow(): void {
    if (this.#value.state === 'waiting' || this.#value.state === 'refused') void this.#try()
    else if (this.#value.state === 'registered') void (this.#moved ? this.#doubt(this.#next()) : this.#check(this.#next()))
  }

  /**
   * The network changed, or a call's sound stopped: a connection over an address that is gone looks open for minutes. So the exchange is
   * asked at once and with little patience, and whatever was begun over the old network is begun anew.
   */
  suspect(): void {
    this.#moved = true
    if (this.#value.state === 'waiting' || this.#value.state === 'refused') void this.#try()
    else if (this.#value.state === 'registered') void this.#doubt(this.#next())
    else if (this.#value.state === 'connecting') {
      this.#atOnce = true
      this.#ports.abandon('network changed', false)
    }
  }

  /**
   * Asks in two ways at once, because some exchanges never answer OPTIONS, and long enough for a packet that was lost to be sent again
   * twice (RFC 6298): a new address on a sound network must cost no call.
   */
  async #doubt(run: number): Promise<void> {
    const told: Promise<RegisterOutcome | 'alive' | 'late'>[] = [
      this.#ports.register(false),
      new Promise((done) => void this.#clock.setTimeout(() => done('late'), times.doubt)),
    ]
    if (!this.#optionsUseless)
      told.push(this.#ports.probe(true).then((alive) => (alive ? 'alive' : new Promise<never>(() => undefined))))
    const first = await Promise.race(told)
    if (run !== this.#run) return
    if (first === 'alive') {
      this.#moved = false
      this.#set({ confirmedAt: isoOf(this.#clock.now()) })
      return this.#plan(run)
    }
    if (first !== 'late' && first.kind !== 'silent') {
      this.#moved = false
      return this.#heard(run, false, first)
    }
    this.#atOnce = true
    this.#wait(lostProblem(this.#ports.server()), null)
    this.#ports.abandon('network changed', false)
  }

  /** More is known of why no connection came about: say it, without any effect on the waiting. */
  explainAgain(): void {
    if (this.#value.state !== 'waiting' || this.#failed === null) return
    const problem = this.#ports.explain(this.#failed)
    if (problem.messageKey !== this.#value.problem?.messageKey) this.#set({ problem })
  }

  /** Connected, but nothing comes any more: gives the socket up. */
  silent(): void {
    const server = this.#ports.server()
    if (this.#value.state !== 'registered' && this.#value.state !== 'connecting') return
    this.#wait(silenceProblem(server, this.#ports.rubbish()), null)
    this.#ports.abandon('no answer', true)
  }

  /** The socket closed by itself. */
  dropped(): void {
    if (this.#value.state !== 'registered' && this.#value.state !== 'connecting') return
    this.#wait(lostProblem(this.#value.server), null)
  }

  async #try(): Promise<void> {
    const run = this.#next()
    this.#failed = null
    this.#set({ state: 'connecting', nextTryAt: null, attempt: this.#value.attempt + 1 })
    try {
      await this.#ports.connect()
    } catch (error) {
      if (run !== this.#run) return
      this.#failed = error
      this.#wait(this.#ports.explain(error), null)
      return
    }
    if (run === this.#run) await this.#register(run, true)
  }

  async #register(run: number, fresh: boolean): Promise<void> {
    const outcome = await this.#ports.register(fresh)
    if (run === this.#run) this.#heard(run, fresh, outcome)
  }

  #heard(run: number, fresh: boolean, outcome: RegisterOutcome): void {
    switch (outcome.kind) {
      case 'registered':
        return this.#confirmed(run, outcome.expiresS, fresh)
      case 'silent':
        return this.silent()
      case 'refused': {
        const { problem, permanent } = registerProblem(outcome.status, outcome.digestUnknown)
        if (!permanent) {
          // Somebody is there and has too much to do: no hurry.
          this.#awaySince = null
          return this.#wait(problem, outcome.retryAfterMs)
        }
        if (this.#refusedOnce) return this.#refuse(problem)
        this.#refusedOnce = true
        this.#later(run, times.freshTry, () => void this.#register(run, true))
        return
      }
    }
  }

  #confirmed(run: number, expiresS: number, fresh: boolean): void {
    this.#refusedOnce = false
    this.#atOnce = false
    const now = this.#clock.now()
    this.#refreshAt = now + expiresS * 1000 * (0.5 + 0.2 * this.#ports.random())
    const known = this.#value.state === 'registered'
    if (!known) this.#registeredAt = now
    this.#set({ state: 'registered', server: this.#ports.server(), confirmedAt: isoOf(now), nextTryAt: null, problem: null })
    this.#plan(run)
    if (!fresh || known) return
    this.#ports.registered(this.#moved)
    this.#moved = false
  }

  /** The next sign of life to ask for: a refresh when due, else OPTIONS, or REGISTER for exchanges that never answer OPTIONS. */
  #plan(run: number): void {
    const toRefresh = this.#refreshAt - this.#clock.now()
    const every = this.#optionsUseless ? times.registerProbeEvery : times.probeEvery
    if (toRefresh <= every || this.#optionsUseless)
      this.#later(run, Math.max(0, Math.min(toRefresh, every)), () => void this.#refresh(run))
    else this.#later(run, every, () => void this.#check(run))
  }

  /** A timer that comes late (the computer slept) finds a confirmation too old to be called the truth. */
  #isStale(): boolean {
    return this.#clock.now() - Date.parse(this.#value.confirmedAt ?? this.#value.since) > times.stale
  }

  async #refresh(run: number): Promise<void> {
    if (this.#isStale()) {
      this.#leave()
      this.#set({ state: 'connecting', nextTryAt: null })
    }
    await this.#register(run, false)
  }

  async #check(run: number): Promise<void> {
    if (this.#isStale()) return this.#refresh(run)
    const alive = await this.#ports.probe(false)
    if (run !== this.#run) return
    if (!alive) {
      await this.#register(run, false)
      if (run === this.#run && this.#value.state === 'registered') this.#optionsUseless = true
      return
    }
    this.#moved = false
    this.#set({ confirmedAt: isoOf(this.#clock.now()) })
    this.#plan(run)
  }

  /** A line that was up for a moment only is tried ever more slowly; one that was steady begins anew. */
  #leave(): void {
    if (this.#value.state !== 'registered') return
    this.#flaps = this.#clock.now() - this.#registeredAt >= times.steady ? 0 : this.#flaps + 1
    this.#value = { ...this.#value, attempt: this.#flaps }
    this.#awaySince = this.#flaps === 0 ? this.#clock.now() : null
  }

  /** Waits with back-off, or as long as the exchange asked for, and tries again. */
  #wait(problem: Problem, askedMs: number | null): void {
    this.#leave()
    const away = this.#awaySince === null ? null : this.#clock.now() - this.#awaySince
    const wait = backOff(this.#value.attempt, this.#ports.callLostForMs(), this.#ports.random(), away)
    const pause = this.#atOnce ? 0 : wait
    this.#atOnce = false
    this.#retryIn('waiting', problem, Math.max(askedMs ?? 0, pause))
  }

  #refuse(problem: Problem): void {
    this.#refusedOnce = false
    this.#retryIn('refused', problem, times.slowRetry * (1 + this.#ports.random() / 2))
  }

  #retryIn(state: 'waiting' | 'refused', problem: Problem, delay: number): void {
    const run = this.#next()
    this.#set({ state, server: null, problem, nextTryAt: isoOf(this.#clock.now() + delay) })
    this.#later(run, delay, () => void this.#try())
  }

  #next(): number {
    this.#clock.clearTimeout(this.#timer)
    return ++this.#run
  }

  #later(run: number, ms: number, then: () => void): void {
    this.#clock.clearTimeout(this.#timer)
    this.#timer = this.#clock.setTimeout(() => run === this.#run && then(), ms)
  }

  #set(change: Partial<Registration>): void {
    const changed = change.state !== undefined && change.state !== this.#value.state
    // Trouble lasts from its beginning through all tries until it is solved; a try does not make it younger.
    const same = this.#value.problem !== null && change.problem !== null
    this.#value = { ...this.#value, ...change, since: changed && !same ? isoOf(this.#clock.now()) : this.#value.since }
    this.#ports.changed(this.#value)
  }
}
