import type { RecordsContext } from '../context.ts'
import { freeRange } from '../database/seq.ts'
import type { Store, Writer } from '../database/store.ts'
import { addAudit } from '../queries/keeping/audit.ts'
import { inChunks } from './chunks.ts'
import { Mover, type NextSeq } from './csv-mover.ts'
import { fileOf, importAudit, type CsvOrder, type CsvRun } from './csv-run.ts'
import type { StagedRow } from './csv-stage.ts'

/** Rows handled by one statement: a few milliseconds. */
const batch = 100

/**
 * Brings everything staged into the tables, in many short transactions, with nobody seeing any of it (`database/hidden.ts`). What is to be
 * added to contacts that people see stays staged: it belongs behind the decision.
 */
export async function bringInHidden(context: RecordsContext, job: CsvRun): Promise<void> {
  const store = context.store()
  const { jobId } = job.order
  const now = context.now()
  const rows = await stagedRows(store, jobId)
  Object.assign(job.progress, { done: 0, total: rows })
  if (rows === 0) return
  const next = await store.write((tx) => reserve(tx, job.order, now, rows))
  const first = next.contacts
  let last = 0
  await inChunks(
    store,
    () => job.breathe(),
    async (tx) => {
      const staged = await nextRows(tx, jobId, last)
      if (staged.length === 0) return 0
      last = staged.at(-1)?.id ?? last
      const seen = await ofSeenContacts(tx, staged, first)
      const moved = staged.filter((one) => !seen.has(one.row.contactId))
      await new Mover(tx, now, next).move(moved.map((one) => one.row))
      await dropRows(tx, moved)
      job.progress.done += moved.length
      return staged.length
    },
  )
}

/** The moment after which nothing is taken back: what was hidden is seen, what is left of the job will be completed. */
export async function decide(context: RecordsContext, job: CsvRun): Promise<void> {
  const { jobId } = job.order
  await context.store().write(async (tx, changes) => {
    await tx.deleteFrom('hidden_rows').where('job_id', '=', jobId).execute()
    await tx.updateTable('imports').set({ decided_at: context.now() }).where('job_id', '=', jobId).execute()
    await addAudit(tx, importAudit(job, 'import', context.now()))
    changes.add(['contacts', 'notes', 'timeline'])
  })
}

/** Rows of a job that are still staged. */
export async function stagedRows(store: Store, jobId: string): Promise<number> {
  const { n } = await store.read
    .selectFrom('import_rows')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('job_id', '=', jobId)
    .executeTakeFirstOrThrow()
  return n
}

export interface Staged {
  readonly id: number
  readonly row: StagedRow
}

/** The next rows of a job, in the order of the file. */
export async function nextRows(tx: Writer, jobId: string, after: number): Promise<Staged[]> {
  const rows = await tx
    .selectFrom('import_rows')
    .select(['id', 'data'])
    .where('job_id', '=', jobId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batch)
    .execute()
  return rows.map(({ id, data }) => ({ id, row: JSON.parse(data) as StagedRow }))
}

/** Takes rows that were handled out of the staging. */
export async function dropRows(tx: Writer, rows: readonly Staged[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .deleteFrom('import_rows')
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
}

async function reserve(tx: Writer, order: CsvOrder, now: string, rows: number): Promise<NextSeq> {
  const { actor, jobId } = order
  const next = { contacts: await freeRange(tx, 'contacts', now), notes: await freeRange(tx, 'notes', now) }
  await tx
    .insertInto('imports')
    .values({ job_id: jobId, began_at: now, decided_at: null, actor, file: fileOf(order) })
    .execute()
  const range = (of_table: keyof NextSeq) => ({
    of_table,
    job_id: jobId,
    first: next[of_table],
    last: next[of_table] + rows - 1,
  })
  await tx
    .insertInto('hidden_rows')
    .values([range('contacts'), range('notes')])
    .execute()
  return next
}

/** Of the contacts to be added to, those that were there before the import. */
async function ofSeenContacts(tx: Writer, staged: readonly Staged[], first: number): Promise<Set<string>> {
  const ids = staged.filter((one) => one.row.action === 'merge').map((one) => one.row.contactId)
  if (ids.length === 0) return new Set()
  const made = new Set(staged.filter((one) => one.row.action === 'create').map((one) => one.row.contactId))
  const hidden = await tx.selectFrom('contacts').select('id').where('id', 'in', ids).where('seq', '>=', first).execute()
  for (const { id } of hidden) made.add(id)
  return new Set(ids.filter((id) => !made.has(id)))
}
