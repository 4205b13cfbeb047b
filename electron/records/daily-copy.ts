import type { RecordsContext } from './context.ts'
import type { Opened } from './database/open.ts'
import { toAppError } from '#shared/contract/result.ts'
import { listBackups, makeBackup } from './sqlite/backup.ts'

const dayMs = 24 * 3_600_000
/** After the opening, so that the first screens come first. Milliseconds. */
const waitMs = 800

export interface DailyCopy {
  /** Drops a copy that is not checked yet, so that the database can be closed at once. */
  stop(): Promise<void>
}

/**
 * Makes a verified copy soon after the opening when the last one is older than a day, and looks again every hour while the app runs.
 * Reading and writing go on meanwhile. The copy is the database page by page, so its check is the check of the database: what is
 * damaged shows here within a day, and the older good copies stay.
 * @param verify reads all of the copy; throws Failure when it is not good, anything when it is called off
 */
export function keepDailyCopies(
  context: Pick<RecordsContext, 'now' | 'log'>,
  directory: string,
  opened: Opened,
  verify: (path: string, signal: AbortSignal) => Promise<void>,
): DailyCopy {
  let working: Promise<void> | null = null
  const stopping = new AbortController()
  const look = async (): Promise<void> => {
    const last = listBackups(directory).find((copy) => copy.reason === 'daily')
    if (last && Date.parse(context.now()) - Date.parse(last.at) < dayMs) return
    const began = performance.now()
    try {
      await makeBackup(
        opened.writer,
        directory,
        { at: context.now(), version: opened.version, reason: 'daily' },
        async (path) => {
          await verify(path, stopping.signal)
        },
      )
      context.log('info', 'records.copy.made', { ms: Math.round(performance.now() - began) })
    } catch (thrown) {
      if (stopping.signal.aborted) return
      const error = toAppError(thrown, (what) =>
        context.log('error', 'records.copy.threw', { thrown: what instanceof Error ? what.stack : String(what) }),
      )
      context.log('error', error.kind === 'damaged' ? 'records.damaged' : 'records.copy.failed', {
        kind: error.kind,
        messageKey: error.messageKey,
      })
    }
  }
  const next = (): void => {
    if (stopping.signal.aborted || working) return
    working = look().finally(() => (working = null))
  }
  // A database that was only just made has nothing to lose yet; its first copy comes with the next opening or hour.
  const first = opened.created ? undefined : setTimeout(next, waitMs)
  const hourly = setInterval(next, 3_600_000)
  first?.unref()
  hourly.unref()
  return {
    async stop() {
      stopping.abort()
      clearTimeout(first)
      clearInterval(hourly)
      await working
    },
  }
}
