import type { RecordsContext } from '../../../context.ts'
import { refreshConversations } from '../refresh.ts'
import { addOperation } from '../store/operations.ts'
import { tellWork } from '../work.ts'

/** Sets letters read or unread, here at once; the server is told by the mail process, after a restart too. */
export async function setSeen(context: RecordsContext, ids: readonly string[], seen: boolean): Promise<null> {
  if (ids.length === 0) return null
  await context.store().write(async (tx, changes) => {
    const rows = await tx
      .selectFrom('messages')
      .select(['id', 'mailbox_id', 'conversation_id', 'contact_id'])
      .where('id', 'in', ids)
      .where('seen', '=', seen ? 0 : 1)
      .where('direction', '=', 'inbound')
      .execute()
    for (const row of rows) {
      await tx
        .updateTable('messages')
        .set({ seen: seen ? 1 : 0 })
        .where('id', '=', row.id)
        .execute()
      await addOperation(tx, row.mailbox_id, row.id, '\\Seen', seen, context.now())
      changes.add(['conversations', 'messages', 'timeline'], row.contact_id)
    }
    await refreshConversations(
      tx,
      rows.map((row) => row.conversation_id),
    )
  })
  tellWork(context, null)
  return null
}
