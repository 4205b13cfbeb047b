import { recordsCalls, recordsEvents } from '#shared/contract/records/index.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { rpcServer, type Pipe, type RpcLog } from '#shared/contract/rpc.ts'
import type { Emit, RecordsContext } from './context.ts'
import { recordsHandlers } from './handlers.ts'
import { makeOpening, type Verify } from './opening.ts'
import { verifyFile } from './sqlite/verify.ts'

export interface Records {
  readonly context: RecordsContext
  /** Closes the database (the log is written back) and stops listening. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** The clock, ISO 8601 UTC with milliseconds. */
  readonly now?: () => string
  /** How a copy of the database is checked; in place when not given. */
  readonly verify?: Verify
}

/**
 * Starts the records process's work on a pipe to main. Free of Electron: the utility process, tests and the bench start it alike.
 * The database is opened by the call `store.open`.
 */
export function startRecords(pipe: Pipe, options: StartOptions = {}): Records {
  const now = options.now ?? (() => new Date().toISOString())
  // Before the server exists there is nothing to tell; it is made a few lines below and lives as long as the process.
  let emit: Emit = () => undefined
  const log: RecordsContext['log'] = (level, what, context = {}) => emit('log', { level, what, context })
  const verify: Verify = options.verify ?? (async (path, key) => void verifyFile(path, key))
  const opening = makeOpening({ now, log, emit: (name, payload) => emit(name, payload) }, verify)
  const context: RecordsContext = {
    now,
    log,
    emit: (name, payload) => emit(name, payload),
    store: opening.store,
    region: opening.region,
    line: opening.line,
  }
  const rpcLog: RpcLog = (level, what, more) => log(level, what, more)
  const handlers: Handlers<typeof recordsCalls> = recordsHandlers(context, opening.handlers)
  const server = rpcServer(pipe, recordsCalls, recordsEvents, handlers, rpcLog)
  emit = server.emit
  return {
    context,
    async stop() {
      await opening.handlers['store.close'](null)
      server.close()
    },
  }
}
