import type { Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../../context.ts'

/** Links a conversation and all its letters and turns to a contact, or to none; the undo token leads back. */
export async function linkConversation(
  context: RecordsContext,
  input: Parsed<(typeof mailRecordCalls)['mail.linkConversation']>,
): Promise<{ undoId: string }> {
  await context.store().write(async (tx, changes) => {
    if (await tx.selectFrom('relinks').select('undo_id').where('undo_id', '=', input.undoId).executeTakeFirst()) return
    const conversation = await tx.selectFrom('conversations').select('contact_id').where('id', '=', input.id).executeTakeFirst()
    if (!conversation) raise('not_found', 'error.mail.noConversation')
    const moved = await tx
      .selectFrom('interactions')
      .select(['id', 'contact_id', 'match_level'])
      .where('conversation_id', '=', input.id)
      .execute()
    const level = input.contactId === null ? 'none' : 'chosen'
    await tx
      .insertInto('relinks')
      .values({
        undo_id: input.undoId,
        interaction_id: null,
        conversation_id: input.id,
        to_contact_id: input.contactId,
        to_level: level,
        from_contact_id: conversation.contact_id,
        moved: JSON.stringify(moved),
        actor: input.actor,
        at: context.now(),
        undone_at: null,
      })
      .execute()
    await tx.updateTable('conversations').set({ contact_id: input.contactId }).where('id', '=', input.id).execute()
    await tx.updateTable('messages').set({ contact_id: input.contactId }).where('conversation_id', '=', input.id).execute()
    await tx
      .updateTable('interactions')
      .set({ contact_id: input.contactId, match_level: level })
      .where('conversation_id', '=', input.id)
      .execute()
    for (const contactId of [conversation.contact_id, input.contactId])
      changes.add(['conversations', 'messages', 'interactions', 'timeline'], contactId)
  })
  return { undoId: input.undoId }
}
