import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { LineView } from '#shared/contract/desk/state.ts'
import { agentStateOf, type AgentState } from '#shared/domain/agent-day.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'

/** How often it is said that a state lasts: after a kill, its end is known to that much. */
const beatMs = 30_000
const retryMs = 2_000
/** Changes kept while nothing can be written; the oldest go first. */
const mostWaiting = 2_000

interface Change {
  readonly id: string
  readonly agent: string
  readonly state: AgentState
  readonly reason: string | null
  readonly at: string
}

/** Writes every state of the agent into the records, in order, from sign-in to sign-out, whatever the disk does meanwhile. */
export class StateLog {
  readonly #records: Pick<Supervised<typeof recordsCalls>, 'call'>
  readonly #agent: () => string
  readonly #newId: () => string
  readonly #log: Log
  readonly #sessionId: string
  readonly #waiting: Change[] = []
  #last: Change | null = null
  #beat: ReturnType<typeof setInterval> | undefined
  #running: Promise<void> | null = null
  #over = false

  /** @param options.agent name of the agent */
  constructor(options: {
    records: Pick<Supervised<typeof recordsCalls>, 'call'>
    agent: () => string
    newId: () => string
    log: Log
  }) {
    this.#records = options.records
    this.#agent = options.agent
    this.#newId = options.newId
    this.#log = options.log
    this.#sessionId = options.newId()
  }

  /** The agent is signed in: the records are open. */
  begin(line: LineView): void {
    if (this.#beat !== undefined || this.#over) return
    this.#beat = setInterval(() => this.#lasts(), beatMs)
    this.show(line)
  }

  /** What the line says by now. */
  show({ presence, word }: LineView): void {
    if (this.#beat === undefined || this.#over) return
    const state = agentStateOf(word)
    const reason = state === 'not_ready' ? presence.reason : null
    if (this.#last?.state === state && this.#last.reason === reason) return
    this.#last = { id: this.#newId(), agent: this.#agent(), state, reason, at: new Date().toISOString() }
    this.#queue(this.#last)
  }

  /** The agent signs out; resolves when it is on the disk, or cannot be now. */
  async end(): Promise<void> {
    if (this.#beat === undefined || this.#over) return
    this.#over = true
    clearInterval(this.#beat)
    const at = new Date().toISOString()
    await this.#running
    if (this.#waiting.length > 0) return
    await this.#records.call('states.end', { sessionId: this.#sessionId, at })
  }

  #lasts(): void {
    if (this.#last && this.#waiting.length === 0) this.#queue({ ...this.#last, id: this.#newId(), at: new Date().toISOString() })
  }

  #queue(change: Change): void {
    this.#waiting.push(change)
    if (this.#waiting.length > mostWaiting) this.#waiting.shift()
    this.#running ??= this.#write().finally(() => (this.#running = null))
  }

  async #write(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const noted = await this.#records.call('states.note', { sessionId: this.#sessionId, ...next })
      if (noted.ok || !noted.error.retryable) {
        if (!noted.ok) this.#log('warn', 'states.note', { kind: noted.error.kind })
        if (this.#waiting[0] === next) this.#waiting.shift()
        continue
      }
      if (this.#over) return
      await new Promise((done) => setTimeout(done, retryMs))
    }
  }
}
