import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { raise } from '#shared/contract/result.ts'
import type { Changes } from '../../database/changes.ts'
import type { RecordsTables } from '../../database/schema.ts'
import type { Writer } from '../../database/store.ts'
import { indexContact } from '../contacts/index-contact.ts'
import { addAudit } from '../keeping/audit.ts'
import { changedSchema, columnsOf, type Changed, type MergeColumns } from './changed.ts'
import { refuseHalfTyped } from './half-typed.ts'
import { mergeTopics } from './merge.ts'
import { cameSince, moveBack, movedOn } from './move-rows.ts'
import { movePointsBack } from './undo-points.ts'

export interface Undone {
  readonly keptId: string
  readonly mergedId: string
  /** Calls, letters, notes and cases that came after the merge and stay with the record that was kept. */
  readonly stay: number
  /** Such that were given to somebody else since and stay there. */
  readonly elsewhere: number
}

/**
 * Makes two records of one again. What the merge moved returns, unless somebody moved it on since; what was changed by hand since
 * stays as it was changed; what came since stays with the record that was kept, unless it belongs to something that returns.
 * Asked twice, it undoes once.
 * @throws Failure `not_found` (no such merge), `conflict` (a later merge has to be undone first, or words typed for the record are not saved)
 */
export async function undoMerge(tx: Writer, changes: Changes, id: string, actor: string, now: string): Promise<Undone> {
  const merge = await tx.selectFrom('merges').selectAll().where('id', '=', id).executeTakeFirst()
  if (!merge) raise('not_found', 'error.records.gone')
  const { at, kept_id: keptId, merged_id: mergedId } = merge
  if (merge.undone_at !== null) return { keptId, mergedId, stay: 0, elsewhere: 0 }
  const kept = await tx.selectFrom('contacts').selectAll().where('id', '=', keptId).executeTakeFirstOrThrow()
  const later = await laterMerge(tx, merge.seq, keptId)
  if (later) raise('conflict', 'error.merge.laterFirst', { params: { name: later } })
  await refuseHalfTyped(tx, [kept], null)
  const changed = changedSchema.parse(JSON.parse(merge.changed))
  await moveBack(tx, id, { from: keptId, to: mergedId, since: at })
  await movePointsBack(tx, { id, keptId, mergedId, at }, changed)
  await tx
    .updateTable('contacts')
    .set(fieldsBack(columnsOf(kept), changed, now))
    .where('id', '=', keptId)
    .execute()
  await tx.updateTable('contacts').set({ merged_into_id: null }).where('id', '=', mergedId).execute()
  for (const one of [keptId, mergedId]) await indexContact(tx, one)
  await tx.updateTable('merges').set({ undone_at: now }).where('id', '=', id).execute()
  const undone = { keptId, mergedId, stay: await cameSince(tx, keptId, at), elsewhere: await movedOn(tx, id, mergedId) }
  await addAudit(tx, {
    id: uuidv7(),
    actor,
    action: 'contact.merge.undo',
    object: `contact:${keptId}`,
    detail: { merged: mergedId, stay: undone.stay, elsewhere: undone.elsewhere },
    at: now,
  })
  for (const one of [keptId, mergedId]) changes.add(mergeTopics, one)
  return undone
}

/** Name of the other record of the newest later merge of this one that still stands. */
async function laterMerge(tx: Writer, seq: number, keptId: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select c.display_name as name from merges as m
    join contacts as c on c.id = iif(m.kept_id = ${keptId}, m.merged_id, m.kept_id)
    where m.seq > ${seq} and m.undone_at is null and (m.kept_id = ${keptId} or m.merged_id = ${keptId})
    order by m.seq desc limit 1`.execute(tx)
  return rows[0]?.name
}

/** Every field is as before the merge, unless it was changed since. */
function fieldsBack(present: MergeColumns, { after, before }: Changed, now: string): Partial<RecordsTables['contacts']> {
  const back = { ...present }
  for (const name of ['organization_id', 'locale', 'time_zone', 'city', 'customer_since', 'promised'] as const)
    if (present[name] === after[name]) back[name] = before[name]
  back.tags = withoutAdded(present.tags, before.tags, after.tags)
  back.custom = withoutFilled(present.custom, before.custom, after.custom)
  back.updated_at = present.updated_at === after.updated_at ? before.updated_at : now
  return back
}

function withoutAdded(present: string, before: string, after: string): string {
  if (present === after) return before
  const had = new Set(JSON.parse(before) as string[])
  const added = new Set((JSON.parse(after) as string[]).filter((tag) => !had.has(tag)))
  return JSON.stringify((JSON.parse(present) as string[]).filter((tag) => !added.has(tag)))
}

function withoutFilled(present: string, before: string, after: string): string {
  if (present === after) return before
  const had = JSON.parse(before) as Record<string, string>
  const filled = JSON.parse(after) as Record<string, string>
  const entries = Object.entries(JSON.parse(present) as Record<string, string>)
  return JSON.stringify(Object.fromEntries(entries.filter(([key, value]) => key in had || filled[key] !== value)))
}
