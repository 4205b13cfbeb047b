import type { Note } from '#shared/domain/interaction.ts'
import type { Changes } from '../../database/changes.ts'
import { nextSeq } from '../../database/seq.ts'
import type { Writer } from '../../database/store.ts'
import { presentId } from '../contacts/card.ts'
import { indexWords, removeWords } from '../../sqlite/full-text.ts'

/** Writes a note; the same id again changes its words. Throws Failure `not_found` for an unknown contact. */
export async function putNote(
  tx: Writer,
  changes: Changes,
  note: Omit<Note, 'createdAt' | 'updatedAt'>,
  now: string,
): Promise<Note> {
  const present = await tx.selectFrom('notes').selectAll().where('id', '=', note.id).executeTakeFirst()
  const seq = present?.seq ?? (await nextSeq(tx, 'notes', now))
  const contactId = await presentId(tx, note.contactId)
  const columns = { contact_id: contactId, interaction_id: note.interactionId, body: note.body, updated_at: now }
  await tx
    .insertInto('notes')
    .values({ ...columns, seq, id: note.id, created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  await indexWords(tx, 'fts_notes', seq, note.body)
  for (const one of new Set([present?.contact_id ?? null, contactId])) changes.add(['notes', 'timeline'], one)
  return { ...note, contactId, createdAt: present?.created_at ?? now, updatedAt: now }
}

/** Removes a note and its words from the index; an unknown one is gone already. */
export async function removeNote(tx: Writer, changes: Changes, id: string): Promise<void> {
  const present = await tx.selectFrom('notes').select(['seq', 'contact_id']).where('id', '=', id).executeTakeFirst()
  if (!present) return
  await removeWords(tx, 'fts_notes', present.seq)
  await tx.deleteFrom('notes').where('seq', '=', present.seq).execute()
  changes.add(['notes', 'timeline'], present.contact_id)
}
