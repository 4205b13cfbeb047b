import { raise } from '#shared/contract/result.ts'
import { uuidv7 } from 'uuidv7'
import type { MatchLevel } from '#shared/domain/matching.ts'
import type { Changes } from '../../database/changes.ts'
import type { Writer } from '../../database/store.ts'
import { findContact } from '../contacts/card.ts'
import { addAudit } from '../keeping/audit.ts'
import { moveConversation } from '../mail/move-conversation.ts'
import { movedTopics, type Moved } from './moved.ts'
import { unverifyPoints, verifyPoint } from './point-trust.ts'

export interface RelinkInput {
  /** Interaction; with a conversation all of its turns move. */
  readonly id: string
  readonly contactId: string | null
  readonly level: MatchLevel
  readonly actor: string
  /** Chosen by the asker; the same one again changes nothing. */
  readonly undoId: string
  readonly now: string
}

/**
 * Links an interaction to another contact, or to none, with everything that hangs on it: the other turns of its conversation, notes
 * written in it and cases opened from it. Points that only it had proven to be the former contact's lose that trust.
 * @throws Failure `not_found` (interaction or contact)
 */
export async function relink(
  tx: Writer,
  changes: Changes,
  input: RelinkInput,
): Promise<{ undoId: string; previousContactId: string | null }> {
  const done = await tx.selectFrom('relinks').select('from_contact_id').where('undo_id', '=', input.undoId).executeTakeFirst()
  if (done) return { undoId: input.undoId, previousContactId: done.from_contact_id }
  const to = input.contactId === null ? null : (await findContact(tx, input.contactId)).id
  const first = await tx
    .selectFrom('interactions')
    .select(['id', 'contact_id', 'conversation_id'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (!first) raise('not_found', 'error.records.gone')
  const moved = await gather(tx, first)
  const ids = moved.interactions.map((one) => one.id)
  for (const from of new Set(moved.interactions.map((one) => one.contactId)))
    if (from !== null && from !== to) await unverifyPoints(tx, ids, from)
  await tx.updateTable('interactions').set({ contact_id: to, match_level: input.level }).where('id', 'in', ids).execute()
  if (moved.notes.length > 0)
    await tx
      .updateTable('notes')
      .set({ contact_id: to })
      .where(
        'id',
        'in',
        moved.notes.map((one) => one.id),
      )
      .execute()
  if (moved.cases.length > 0)
    await tx
      .updateTable('cases')
      .set({ contact_id: to })
      .where(
        'id',
        'in',
        moved.cases.map((one) => one.id),
      )
      .execute()
  if (first.conversation_id !== null) await moveConversation(tx, first.conversation_id, to)
  if (to !== null && (input.level === 'chosen' || input.level === 'verified')) await verifyPoint(tx, input.id, to, input.now)
  await tx
    .insertInto('relinks')
    .values({
      undo_id: input.undoId,
      interaction_id: input.id,
      conversation_id: first.conversation_id,
      to_contact_id: to,
      to_level: input.level,
      from_contact_id: first.contact_id,
      moved: JSON.stringify(moved),
      actor: input.actor,
      at: input.now,
      undone_at: null,
    })
    .execute()
  await addAudit(tx, {
    id: uuidv7(),
    actor: input.actor,
    action: 'relink',
    object: `interaction:${input.id}`,
    detail: { from: first.contact_id, to },
    at: input.now,
  })
  for (const contactId of [first.contact_id, to]) changes.add(movedTopics, contactId)
  return { undoId: input.undoId, previousContactId: first.contact_id }
}

async function gather(
  tx: Writer,
  first: { id: string; contact_id: string | null; conversation_id: string | null },
): Promise<Moved> {
  const interactions = await tx
    .selectFrom('interactions')
    .select(['id', 'contact_id', 'match_level'])
    .where((e) => (first.conversation_id === null ? e('id', '=', first.id) : e('conversation_id', '=', first.conversation_id)))
    .execute()
  const ids = interactions.map((one) => one.id)
  const notes = await tx.selectFrom('notes').select(['id', 'contact_id']).where('interaction_id', 'in', ids).execute()
  const cases = await tx.selectFrom('cases').select(['id', 'contact_id']).where('interaction_id', 'in', ids).execute()
  const proofs = await tx
    .selectFrom('point_verifications as v')
    .innerJoin('contact_points as p', 'p.id', 'v.point_id')
    .select(['v.interaction_id', 'p.contact_id'])
    .where('v.interaction_id', 'in', ids)
    .execute()
  return {
    interactions: interactions.map((one) => ({ id: one.id, contactId: one.contact_id, level: one.match_level })),
    notes: notes.map((one) => ({ id: one.id, contactId: one.contact_id })),
    // A case that was opened from it for somebody else is not its to move.
    cases: cases.filter((one) => one.contact_id === first.contact_id).map((one) => ({ id: one.id, contactId: one.contact_id })),
    proofs: proofs.map((one) => ({ interactionId: one.interaction_id, contactId: one.contact_id })),
  }
}
