import type { CsvProgress } from '#shared/contract/records/search.ts'
import type { RecordsContext } from '../context.ts'
import { stagedRows } from './csv-move.ts'
import { importObject } from './csv-run.ts'

/** What the audit trail calls the end of an import; all others, and none, mean it was cut off before it was decided. */
const ends: Readonly<Record<string, CsvProgress['state']>> = { 'import.cancel': 'cancelled', 'import.fail': 'failed' }

/**
 * What became of an import this process does not know: it ran in one that crashed. The records alone can tell, since the last progress
 * heard of it may be older than its end: decided, it is kept, and completed by the opening (`settle.ts`); else nothing of it is.
 */
export async function csvOutcome(context: RecordsContext, jobId: string): Promise<CsvProgress> {
  const store = context.store()
  const told = await store.read
    .selectFrom('audit_events')
    .select(['action', 'detail'])
    .where('object', '=', importObject(jobId))
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  if (told?.action !== 'import') {
    const state = ends[told?.action ?? '']
    return { ...nothing(jobId), state: state ?? 'failed', messageKey: state ? null : 'csv.brokenOff' }
  }
  const figures = JSON.parse(told.detail) as Pick<CsvProgress, 'rows' | 'created' | 'merged' | 'skipped' | 'problems'>
  const total = figures.created + figures.merged
  const left = await stagedRows(store, jobId)
  const { created, merged, problems, rows, skipped } = figures
  const state = left === 0 ? 'done' : 'finishing'
  return { ...nothing(jobId), state, total, done: total - left, rows, created, merged, skipped, problems }
}

const nothing = (jobId: string): Omit<CsvProgress, 'state'> => ({
  jobId,
  rows: 0,
  done: 0,
  total: 0,
  created: 0,
  merged: 0,
  skipped: 0,
  problems: 0,
  messageKey: null,
})
