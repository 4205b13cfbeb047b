import type { LineView } from '#shared/contract/desk/state.ts'
import type { CodeOutcome } from '#shared/contract/phone.ts'
import type { Result } from '#shared/contract/result.ts'
import { nextStep, type AgentCodes, type CodeOrder, type Told } from '#shared/domain/agent-codes.ts'

/** Pauses before a code that was lost on its way is sent again; milliseconds. */
const retries = [5_000, 15_000, 60_000] as const
/** How long a quit waits for the exchange; milliseconds. */
const patienceMs = 1_000
/** A publication is held for an hour (RFC 3903 §4.1), so it is said again in good time. */
const freshMs = 25 * 60_000

export interface CodeSenderOptions {
  /** Null where the exchange wants no codes. */
  readonly codes: () => AgentCodes | null
  readonly tell: (order: CodeOrder) => Promise<Result<CodeOutcome>>
  /** `failed` is another one now: show it. */
  readonly changed: () => void
}

/**
 * Tells the exchange by its codes what the agent is: one after the other, the newest state only, never in the way of the agent. A code
 * that got lost is sent again, at the latest when the line comes back; one that was refused waits for the next change.
 */
export class CodeSender {
  readonly #options: CodeSenderOptions
  #told: Told = null
  #wanted: { ready: boolean; reason: string | null } = { ready: true, reason: null }
  #reachable = false
  #stuck = false
  #lost = 0
  /** When the exchange last took something; milliseconds. */
  #toldAt = 0
  #running: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #over = false
  #failed: LineView['codeFailed'] = null

  constructor(options: CodeSenderOptions) {
    this.#options = options
  }

  /** What the exchange would not take, for the line's menu. */
  get failed(): LineView['codeFailed'] {
    return this.#failed
  }

  /** What the line says by now. */
  show({ presence, registration }: Pick<LineView, 'presence' | 'registration'>): void {
    const reachable = registration.state === 'registered'
    const changed = presence.ready !== this.#wanted.ready || presence.reason !== this.#wanted.reason
    if (changed) this.#wanted = { ready: presence.ready, reason: presence.reason }
    if (changed || (reachable && !this.#reachable)) {
      this.#stuck = false
      this.#lost = 0
    }
    this.#reachable = reachable
    this.#go()
  }

  /** The agent signs out: the last code, if the exchange can be told. Resolves when it answered, or after a second: nobody waits longer. */
  async end(): Promise<void> {
    this.#over = true
    clearTimeout(this.#timer)
    await Promise.race([this.#logOut(), new Promise((done) => setTimeout(done, patienceMs))])
  }

  async #logOut(): Promise<void> {
    await this.#running
    const codes = this.#options.codes()
    if (codes && codes.logout !== '' && this.#reachable && this.#told !== null) await this.#send(codes, codes.logout, false)
  }

  #go(): void {
    if (this.#over || !this.#reachable || this.#stuck) return
    clearTimeout(this.#timer)
    this.#running ??= this.#work().finally(() => {
      this.#running = null
      // What changed in the last moment of the work.
      if (this.#owes()) this.#go()
    })
  }

  #owes(): boolean {
    const codes = this.#options.codes()
    return codes !== null && this.#reachable && !this.#stuck && !this.#over && nextStep(codes, this.#told, this.#wanted) !== null
  }

  async #work(): Promise<void> {
    for (;;) {
      const codes = this.#options.codes()
      const step = codes && this.#reachable && !this.#stuck && !this.#over ? nextStep(codes, this.#told, this.#wanted) : null
      if (!codes || !step) break
      const wanted = this.#wanted
      const sent = step.code === '' ? null : await this.#send(codes, step.code, step.open)
      if (sent === null || sent.outcome === 'done') {
        this.#told = step.after
        this.#lost = 0
        if (sent) this.#toldAt = Date.now()
        if (sent) this.#fail(null)
        continue
      }
      this.#fail({ code: step.code, status: sent.status })
      // Another state meanwhile has a try of its own.
      if (sent.outcome === 'refused' && wanted === this.#wanted) this.#stuck = true
      if (sent.outcome !== 'lost') continue
      // It may have arrived all the same: what the exchange holds for true nobody knows now.
      if (this.#told !== null) this.#told = 'loggedIn'
      return this.#later(retries[Math.min(this.#lost++, retries.length - 1)] ?? 60_000)
    }
    // What it would not take is not wanted any more.
    if (!this.#stuck && this.#reachable) this.#fail(null)
    this.#keepFresh()
  }

  async #send(codes: AgentCodes, code: string, open: boolean): Promise<CodeOutcome> {
    const { by, header, to } = codes
    const sent = await this.#options.tell({ by, to, header, code, open })
    return sent.ok ? sent.value : { outcome: 'lost', status: null }
  }

  #keepFresh(): void {
    const codes = this.#options.codes()
    if (codes?.by !== 'publish' || this.#told === null || this.#over) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => {
        if (!this.#stuck) this.#told = 'loggedIn'
        this.#go()
      },
      Math.max(0, this.#toldAt + freshMs - Date.now()),
    )
  }

  #later(ms: number): void {
    this.#stuck = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#stuck = false
      this.#go()
    }, ms)
  }

  #fail(failed: LineView['codeFailed']): void {
    if (failed?.code === this.#failed?.code && failed?.status === this.#failed?.status) return
    this.#failed = failed
    this.#options.changed()
  }
}
