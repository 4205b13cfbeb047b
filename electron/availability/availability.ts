import type { phoneCalls } from '#shared/contract/phone.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { LineView } from '#shared/contract/desk/state.ts'
import type { DeskModel } from '../app/desk-model.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'
import type { LineSetup } from '../policy/connections.ts'
import { CodeSender } from './code-sender.ts'
import { StateLog } from './state-log.ts'

/** What becomes of the agent's state beyond the line: written into the log of the day, told to the exchange. */
export class Availability {
  readonly #states: StateLog
  readonly #codes: CodeSender
  readonly #model: DeskModel

  /** @param options.show shows the line again */
  constructor(options: {
    records: Pick<Supervised<typeof recordsCalls>, 'call'>
    phone: () => Pick<Supervised<typeof phoneCalls>, 'call'>
    line: () => LineSetup | null
    model: DeskModel
    show: () => void
    newId: () => string
    log: Log
  }) {
    const { line, log, model, newId, phone, records, show } = options
    this.#model = model
    this.#states = new StateLog({
      records,
      agent: () => model.snapshot().agent.name || (line()?.authorizationUser ?? ''),
      newId,
      log,
    })
    this.#codes = new CodeSender({
      codes: () => line()?.agentCodes ?? null,
      tell: (order) => phone().call('sendCode', order),
      changed: show,
    })
    model.watch((name) => {
      if (name !== 'line') return
      this.#states.show(model.snapshot().line)
      this.#codes.show(model.snapshot().line)
    })
  }

  /** What the exchange would not take. */
  get codeFailed(): LineView['codeFailed'] {
    return this.#codes.failed
  }

  /** The records are open: the agent is signed in. */
  signIn(): void {
    this.#states.begin(this.#model.snapshot().line)
  }

  /** Tells the exchange while the line still stands; waits a second at most. */
  logOut(): Promise<void> {
    return this.#codes.end()
  }

  /** Ends the day's last state; before the records close. */
  signOut(): Promise<void> {
    return this.#states.end()
  }
}
