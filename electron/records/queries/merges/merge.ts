import { uuidv7 } from 'uuidv7'
import { raise } from '#shared/contract/result.ts'
import { mergedFields } from '#shared/domain/contact-merge.ts'
import type { Changes, ChangeTopic } from '../../database/changes.ts'
import type { RecordsTables } from '../../database/schema.ts'
import type { Writer } from '../../database/store.ts'
import { removeWords } from '../../sqlite/full-text.ts'
import { indexContact } from '../contacts/index-contact.ts'
import { contactOf } from '../contacts/rows.ts'
import { addAudit } from '../keeping/audit.ts'
import { columnsOf, type Changed, type MergeColumns } from './changed.ts'
import { refuseHalfTyped } from './half-typed.ts'
import { moveRows } from './move-rows.ts'
import { movePoints } from './points.ts'

export interface MergeInput {
  /** Chosen by the asker; the same one again changes nothing. Also what an undo is asked by. */
  readonly id: string
  readonly keptId: string
  readonly mergedId: string
  readonly actor: string
  readonly now: string
}

/** Lists that show something of what a merge moves. */
export const mergeTopics: readonly ChangeTopic[] = [
  'contacts',
  'interactions',
  'timeline',
  'cases',
  'notes',
  'conversations',
  'messages',
  'drafts',
  'outbox',
]

/**
 * Makes two records of the same person one: all that hung on the merged one hangs on the kept one from now on, and every old id of it
 * leads there. Nothing is deleted; {@link undoMerge} takes it back.
 * @throws Failure `bad_input` (with itself, too many points), `not_found`, `conflict` (one of them was merged already, or words typed for
 * one of them are not saved)
 */
export async function mergeContacts(tx: Writer, changes: Changes, input: MergeInput): Promise<{ keptId: string }> {
  const done = await tx.selectFrom('merges').select('kept_id').where('id', '=', input.id).executeTakeFirst()
  if (done) return { keptId: done.kept_id }
  if (input.keptId === input.mergedId) raise('bad_input', 'error.merge.self')
  const kept = await unmerged(tx, input.keptId)
  const merged = await unmerged(tx, input.mergedId)
  await refuseHalfTyped(tx, [kept, merged], merged)
  const before = columnsOf(kept)
  const after = filled(kept, merged, input.now)
  // First the merge itself: the rows it moves are noted under it.
  await tx
    .insertInto('merges')
    .values({
      id: input.id,
      kept_id: kept.id,
      merged_id: merged.id,
      changed: '',
      actor: input.actor,
      at: input.now,
      undone_at: null,
    })
    .execute()
  const changed: Changed = { before, after, ...(await movePoints(tx, input.id, merged.id, kept.id)) }
  await tx
    .updateTable('merges')
    .set({ changed: JSON.stringify(changed) })
    .where('id', '=', input.id)
    .execute()
  await moveRows(tx, input.id, merged.id, kept.id)
  await tx.updateTable('contacts').set(after).where('id', '=', kept.id).execute()
  await tx.updateTable('contacts').set({ merged_into_id: kept.id }).where('id', '=', merged.id).execute()
  await removeWords(tx, 'fts_contacts', merged.seq)
  await indexContact(tx, kept.id)
  await addAudit(tx, {
    id: uuidv7(),
    actor: input.actor,
    action: 'contact.merge',
    object: `contact:${kept.id}`,
    detail: { merged: merged.id },
    at: input.now,
  })
  for (const one of [kept.id, merged.id]) changes.add(mergeTopics, one)
  return { keptId: kept.id }
}

async function unmerged(tx: Writer, id: string): Promise<RecordsTables['contacts']> {
  const row = await tx.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return raise('not_found', 'error.records.gone')
  if (row.merged_into_id === null) return row
  const into = await tx.selectFrom('contacts').select('display_name').where('id', '=', row.merged_into_id).executeTakeFirst()
  return raise('conflict', 'error.merge.mergedMeanwhile', { params: { name: into?.display_name ?? '' } })
}

function filled(kept: RecordsTables['contacts'], merged: RecordsTables['contacts'], now: string): MergeColumns {
  const fields = mergedFields(contactOf(kept), contactOf(merged))
  return {
    organization_id: fields.organizationId,
    locale: fields.locale,
    time_zone: fields.timeZone,
    city: fields.city,
    customer_since: fields.customerSince,
    promised: fields.promised,
    tags: JSON.stringify(fields.tags),
    custom: JSON.stringify(fields.custom),
    updated_at: now,
  }
}
