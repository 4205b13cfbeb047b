import type { Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../../context.ts'
import { relink } from '../../links/relink.ts'

type Call = (typeof mailRecordCalls)['mail.linkConversation']

/** Links a conversation and all its letters and turns to a contact, or to none; the undo token leads back (`interactions.undoRelink`). */
export async function linkConversation(
  context: RecordsContext,
  { id, contactId, actor, undoId }: Parsed<Call>,
): Promise<{ undoId: string }> {
  return context.store().write(async (tx, changes) => {
    const turn = await tx
      .selectFrom('interactions')
      .select('id')
      .where('conversation_id', '=', id)
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    if (!turn) raise('not_found', 'error.mail.noConversation')
    await relink(tx, changes, {
      id: turn.id,
      contactId,
      level: contactId === null ? 'none' : 'chosen',
      actor,
      undoId,
      now: context.now(),
    })
    return { undoId }
  })
}
