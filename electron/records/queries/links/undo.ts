import { raise } from '#shared/contract/result.ts'
import { uuidv7 } from 'uuidv7'
import type { Changes } from '../../database/changes.ts'
import type { Writer } from '../../database/store.ts'
import { addAudit } from '../keeping/audit.ts'
import { moveConversation } from '../mail/move-conversation.ts'
import { presentId } from '../contacts/card.ts'
import { movedSchema, movedTopics, type Moved } from './moved.ts'
import { unverifyPoints, verifyPoint } from './point-trust.ts'

/**
 * Takes a relink back: everything it moved returns to where each was, as long as nobody has moved it on since.
 * Asked twice, it answers twice and undoes once.
 * @throws Failure `not_found` (no such undo), `conflict` (the interaction was linked to yet another contact meanwhile)
 */
export async function undoRelink(
  tx: Writer,
  changes: Changes,
  undoId: string,
  now: string,
): Promise<{ interactionId: string; contactId: string | null }> {
  const entry = await tx.selectFrom('relinks').selectAll().where('undo_id', '=', undoId).executeTakeFirst()
  const interactionId = entry?.interaction_id
  if (!entry || !interactionId) raise('not_found', 'error.records.gone')
  // Contacts may have been merged since: what was theirs goes to where they went.
  const from = await presentId(tx, entry.from_contact_id)
  const to = await presentId(tx, entry.to_contact_id)
  if (entry.undone_at !== null) return { interactionId, contactId: from }
  const present = await tx.selectFrom('interactions').select('contact_id').where('id', '=', interactionId).executeTakeFirst()
  if (present?.contact_id !== to) raise('conflict', 'error.records.linkedSince')
  const moved = await placesNow(tx, movedSchema.parse(JSON.parse(entry.moved)))
  if (to !== null)
    await unverifyPoints(
      tx,
      moved.interactions.map((one) => one.id),
      to,
    )
  for (const one of moved.interactions) {
    await tx
      .updateTable('interactions')
      .set({ contact_id: one.contactId, match_level: one.level })
      .where('id', '=', one.id)
      .where('contact_id', 'is', to)
      .execute()
  }
  for (const one of moved.notes)
    await tx
      .updateTable('notes')
      .set({ contact_id: one.contactId })
      .where('id', '=', one.id)
      .where('contact_id', 'is', to)
      .execute()
  for (const one of moved.cases)
    await tx
      .updateTable('cases')
      .set({ contact_id: one.contactId })
      .where('id', '=', one.id)
      .where('contact_id', 'is', to)
      .execute()
  if (entry.conversation_id !== null) await moveConversation(tx, entry.conversation_id, from)
  for (const proof of moved.proofs) await verifyPoint(tx, proof.interactionId, proof.contactId, now)
  await tx.updateTable('relinks').set({ undone_at: now }).where('undo_id', '=', undoId).execute()
  await addAudit(tx, {
    id: uuidv7(),
    actor: entry.actor,
    action: 'relink.undo',
    object: `interaction:${interactionId}`,
    detail: { from: to, to: from },
    at: now,
  })
  for (const contactId of [from, to]) changes.add(movedTopics, contactId)
  return { interactionId, contactId: from }
}

async function placesNow(tx: Writer, moved: Moved): Promise<Moved> {
  const now = async <T extends { contactId: string | null }>(all: readonly T[]): Promise<T[]> =>
    Promise.all(all.map(async (one) => ({ ...one, contactId: await presentId(tx, one.contactId) })))
  return {
    interactions: await now(moved.interactions),
    notes: await now(moved.notes),
    cases: await now(moved.cases),
    proofs: await now(moved.proofs),
  }
}
