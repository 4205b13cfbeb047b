import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { notOpen, type RecordsContext } from './context.ts'
import { keepDailyCopies, type DailyCopy } from './daily-copy.ts'
import { openStore, type Opened } from './database/open.ts'
import type { Store } from './database/store.ts'
import type { OpeningCalls } from './handlers.ts'
import { turn } from './import-export/chunks.ts'
import { settleImports } from './import-export/settle.ts'
import { listBackups } from './sqlite/backup.ts'
import { restoreBackup } from './sqlite/restore.ts'

/** Reads all of a copy of the database; throws Failure when it is not good, anything when the signal calls it off. */
export type Verify = (path: string, key: string, signal: AbortSignal) => Promise<void>

interface Settling {
  stop(): Promise<void>
}

/** Brings imports that were cut off to their end, in the background: what is to be taken back nobody sees anyway. */
function settling(store: Store, log: RecordsContext['log']): Settling {
  const stopping = new AbortController()
  const work = settleImports(store, async () => {
    await turn()
    stopping.signal.throwIfAborted()
  }).catch((thrown: unknown) => {
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
} {
  let opened: {
    readonly directory: string
    readonly region: string
    readonly now: Opened
    readonly copies: DailyCopy
    readonly settled: Settling
  } | null = null
  let opening: Promise<unknown> | null = null

  const open: Handlers<OpeningCalls>['store.open'] = async ({ directory, key, region }) => {
    if (opening) await opening.catch(() => undefined)
    if (opened) {
      // Asked again after a time-out: the same answer. Another directory needs a close first.
      if (opened.directory !== directory) raise('conflict', 'error.records.alreadyOpen')
      opened = { ...opened, region }
      return { created: false, migratedFrom: opened.now.migratedFrom, version: opened.now.version }
    }
    const work = openStore({
      directory,
      key,
      now: context.now,
      watch: { slow: (ms, sql) => context.log('warn', 'records.slowQuery', { ms, sql }) },
      told: (event) => context.emit('changed', event),
    })
    opening = work
    try {
      const now = await work
      opened = {
        directory,
        region,
        now,
        copies: keepDailyCopies(context, directory, now, (path, signal) => verify(path, key, signal)),
        settled: settling(now.store, context.log),
      }
      return { created: now.created, migratedFrom: now.migratedFrom, version: now.version }
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
      'store.restore': async ({ directory, key, name }) => {
        if (opened) raise('conflict', 'error.records.alreadyOpen')
        return { setAside: await restoreBackup(directory, key, name, context.now()) }
      },
    },
    store: () => opened?.now.store ?? notOpen(),
    region: () => opened?.region ?? notOpen(),
  }
}
