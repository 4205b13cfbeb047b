import { uuidv7 } from 'uuidv7'
import type { AuditEvent } from '#shared/contract/records/store.ts'
import { addAudit } from '../queries/keeping/audit.ts'
import type { Store, Writer } from '../database/store.ts'
import { removeRange } from '../sqlite/full-text.ts'
import { inChunks, turn, type Breathe } from './chunks.ts'
import { dropRows, nextRows } from './csv-move.ts'
import { importObject } from './csv-run.ts'
import { Mover } from './csv-mover.ts'
import { freeRange } from '../database/seq.ts'

/** Rows taken back by one statement. */
const batch = 100
const running = new WeakMap<Store, Promise<void>>()

/**
 * Brings every import that was cut off to its end: decided ones are completed, all others taken back. Nobody sees rows of the latter
 * meanwhile, so it may go on in the background after an opening. Asked again while it runs, it waits for the same end.
 */
export function settleImports(
  store: Store,
  breathe: Breathe = turn,
  now: () => string = () => new Date().toISOString(),
): Promise<void> {
  const known = running.get(store)
  if (known) return known
  const work = settle(store, breathe, now).finally(() => running.delete(store))
  running.set(store, work)
  return work
}

async function settle(store: Store, breathe: Breathe, now: () => string): Promise<void> {
  for (const one of await store.read.selectFrom('imports').selectAll().execute()) {
    if (one.decided_at === null) await takeBack(store, one.job_id, breathe, cutOff(one, now()))
    else await complete(store, one.job_id, one.decided_at, breathe)
  }
  // Staged and never begun with.
  await dropStaged(store, null, breathe)
}

/** Adds to contacts that were there before what a decided import has for them. Goes on where it was cut off, as often as need be. */
export async function complete(
  store: Store,
  jobId: string,
  now: string,
  breathe: Breathe,
  moved: (rows: number) => void = () => undefined,
): Promise<void> {
  await inChunks(store, breathe, async (tx, changes) => {
    const staged = await nextRows(tx, jobId, 0)
    if (staged.length === 0) {
      await tx.deleteFrom('imports').where('job_id', '=', jobId).execute()
      return 0
    }
    await new Mover(tx, now, { contacts: 0, notes: await freeRange(tx, 'notes', now) }).move(staged.map((one) => one.row))
    await dropRows(tx, staged)
    changes.add(['contacts', 'notes', 'timeline'])
    moved(staged.length)
    return staged.length
  })
}

/** Takes everything of an import that was not decided out of the tables again; `told` says so in the audit trail. */
export async function takeBack(store: Store, jobId: string, breathe: Breathe, told: AuditEvent): Promise<void> {
  const begun = await store.read.selectFrom('imports').selectAll().where('job_id', '=', jobId).executeTakeFirst()
  const ranges = await store.read.selectFrom('hidden_rows').selectAll().where('job_id', '=', jobId).execute()
  for (const { first, last, of_table } of ranges.toSorted((a, b) => (a.of_table > b.of_table ? -1 : 1))) {
    await inChunks(store, breathe, (tx) =>
      of_table === 'notes' ? dropNotes(tx, first, last) : dropContacts(tx, first, last, begun?.began_at ?? ''),
    )
  }
  await dropStaged(store, jobId, breathe)
  await store.write(async (tx) => {
    await tx.deleteFrom('hidden_rows').where('job_id', '=', jobId).execute()
    await tx.deleteFrom('imports').where('job_id', '=', jobId).execute()
    await addAudit(tx, told)
  })
}

function cutOff(one: { job_id: string; actor: string; file: string }, at: string): AuditEvent {
  const { actor, file, job_id } = one
  return { id: uuidv7(), actor, action: 'import.cutOff', object: importObject(job_id), detail: { file }, at }
}

async function dropNotes(tx: Writer, first: number, last: number): Promise<number> {
  const rows = await tx
    .selectFrom('notes')
    .select('seq')
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .orderBy('seq')
    .limit(batch)
    .execute()
  const [from, to] = [rows[0]?.seq, rows.at(-1)?.seq]
  if (from === undefined || to === undefined) return 0
  await removeRange(tx, 'fts_notes', from, to)
  await tx.deleteFrom('notes').where('seq', '>=', from).where('seq', '<=', to).execute()
  return rows.length
}

async function dropContacts(tx: Writer, first: number, last: number, beganAt: string): Promise<number> {
  const rows = await tx
    .selectFrom('contacts')
    .select(['seq', 'id', 'organization_id'])
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .orderBy('seq')
    .limit(batch)
    .execute()
  const [from, to] = [rows[0]?.seq, rows.at(-1)?.seq]
  if (from === undefined || to === undefined) return 0
  const ids = rows.map((row) => row.id)
  await tx.deleteFrom('contact_points').where('contact_id', 'in', ids).execute()
  await removeRange(tx, 'fts_contacts', from, to)
  await tx.deleteFrom('contacts').where('seq', '>=', from).where('seq', '<=', to).execute()
  // Organizations that came with the import, unless somebody is of them by now.
  const organizations = [...new Set(rows.flatMap((row) => row.organization_id ?? []))]
  if (organizations.length > 0)
    await tx
      .deleteFrom('organizations')
      .where('id', 'in', organizations)
      .where('created_at', '=', beganAt)
      .where((e) =>
        e.not(e.exists(e.selectFrom('contacts').select('id').whereRef('contacts.organization_id', '=', 'organizations.id'))),
      )
      .execute()
  return rows.length
}

/** Throws staged rows away: those of a job, or those no begun import knows. */
async function dropStaged(store: Store, jobId: string | null, breathe: Breathe): Promise<void> {
  await inChunks(store, breathe, async (tx) => {
    const all = tx
      .selectFrom('import_rows')
      .select('id')
      .limit(batch * 5)
    const rows = await (jobId === null ? all : all.where('job_id', '=', jobId)).execute()
    const ids = rows.map((row) => row.id)
    if (ids.length > 0) await tx.deleteFrom('import_rows').where('id', 'in', ids).execute()
    return ids.length
  })
}
