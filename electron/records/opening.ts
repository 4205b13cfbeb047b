import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { notOpen, type RecordsContext } from './context.ts'
import { keepDailyCopies, type DailyCopy } from './daily-copy.ts'
import { openStore, type Opened } from './database/open.ts'
import type { Store } from './database/store.ts'
import type { OpeningCalls } from './handlers.ts'
import { turn } from './import-export/chunks.ts'
import { settleImports } from './import-export/settle.ts'
import { keepLine, type LineFacts } from './queries/lines/keep.ts'
import { listBackups } from './sqlite/backup.ts'
import { restoreBackup } from './sqlite/restore.ts'

/** Reads all of a copy of the database; throws Failure when it is not good, anything when the signal calls it off. */
export type Verify = (path: string, key: string, signal: AbortSignal) => Promise<void>

interface Settling {
  stop(): Promise<void>
}

/** Brings imports that were cut off to their end, in the background: what is to be taken back nobody sees anyway. */
function settling(store: Store, { log, now }: Pick<RecordsContext, 'log' | 'now'>): Settling {
  const stopping = new AbortController()
  const breathe = async (): Promise<void> => {
    await turn()
    stopping.signal.throwIfAborted()
  }
  const work = settleImports(store, breathe, now).catch((thrown: unknown) => {
    // The next import or opening tries again.
    if (!stopping.signal.aborted) log('error', 'records.import.unsettled', { thrown: String(thrown) })
  })
  return {
    async stop() {
      stopping.abort()
      await work
    },
  }
}

/**
 * Holds the one open database and the calls that open, close and mend it.
 */
export function makeOpening(
  context: Pick<RecordsContext, 'emit' | 'log' | 'now'>,
  verify: Verify,
): {
  readonly handlers: Handlers<OpeningCalls>
  readonly store: RecordsContext['store']
  readonly region: RecordsContext['region']
  readonly line: RecordsContext['line']
} {
  let opened: {
    readonly directory: string
    readonly region: string
    readonly line: string | null
    readonly now: Opened
    readonly copies: DailyCopy
    readonly settled: Settling
  } | null = null
  let opening: Promise<unknown> | null = null

  /** The line is made known before anybody may write a call; records that cannot be written to just now are read all the same. */
  const lineId = async (store: Store, line: LineFacts | null): Promise<string | null> => {
    if (line === null) return null
    try {
      return await keepLine(store, line, context.now())
    } catch (thrown) {
      context.log('warn', 'records.line', { thrown: String(thrown) })
      return null
    }
  }

  const openIt = async (directory: string, key: string, region: string, line: LineFacts | null) => {
    const now = await openStore({
      directory,
      key,
      now: context.now,
      watch: { slow: (ms, sql) => context.log('warn', 'records.slowQuery', { ms, sql }) },
      told: (event) => context.emit('changed', event),
    })
    opened = {
      directory,
      region,
      line: await lineId(now.store, line),
      now,
      copies: keepDailyCopies(context, directory, now, (path, signal) => verify(path, key, signal)),
      settled: settling(now.store, context),
    }
    return { created: now.created, migratedFrom: now.migratedFrom, version: now.version }
  }

  const open: Handlers<OpeningCalls>['store.open'] = async ({ directory, key, line, region }) => {
    if (opening) await opening.catch(() => undefined)
    if (opened) {
      // Asked again after a time-out: the same answer. Another directory needs a close first.
      if (opened.directory !== directory) raise('conflict', 'error.records.alreadyOpen')
      opened = { ...opened, region, line: await lineId(opened.now.store, line) }
      return { created: false, migratedFrom: opened.now.migratedFrom, version: opened.now.version }
    }
    const work = openIt(directory, key, region, line)
    opening = work
    try {
      return await work
    } finally {
      opening = null
    }
  }

  return {
    handlers: {
      'store.open': open,
      'store.close': async () => {
        const closing = opened
        opened = null
        await closing?.settled.stop()
        await closing?.copies.stop()
        await closing?.now.store.close()
        return null
      },
      'store.backups': ({ directory }) =>
        listBackups(directory).map(({ name, at, bytes, version }) => ({ name, at, bytes, version })),
      'store.restore': async ({ actor, directory, key, name }) => {
        if (opened) raise('conflict', 'error.records.alreadyOpen')
        return { setAside: await restoreBackup(directory, key, name, { at: context.now(), actor }) }
      },
    },
    store: () => opened?.now.store ?? notOpen(),
    region: () => opened?.region ?? notOpen(),
    line: () => (opened ? opened.line : notOpen()),
  }
}
