import type { Handlers } from '#shared/contract/define.ts'
import type { mailStoreCalls } from '#shared/contract/mail-store.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Writer } from '../../../database/store.ts'

type Calls = Pick<typeof mailStoreCalls, 'ops.list' | 'ops.done'>
type Flag = '\\Seen' | '\\Answered'

/** The log of flags to tell the server. */
export function operationHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'ops.list': async ({ mailboxId, role }) => {
      const rows = await context
        .store()
        .read.selectFrom('mail_operations as o')
        .innerJoin('message_copies as c', (join) => join.onRef('c.message_id', '=', 'o.message_id').on('c.role', '=', role))
        .select(['o.id', 'c.uid', 'o.flag', 'o.on_off'])
        .where('o.mailbox_id', '=', mailboxId)
        .orderBy('o.id')
        .limit(500)
        .execute()
      return rows.map((row) => ({ id: row.id, uid: row.uid, flag: row.flag as Flag, set: row.on_off === 1 }))
    },
    'ops.done': async ({ ids }) => {
      if (ids.length > 0) await context.store().write((tx) => tx.deleteFrom('mail_operations').where('id', 'in', ids).execute())
      return null
    },
  }
}

/** Notes that the server is to be told; an older note about the same flag of the same letter falls away. */
export async function addOperation(
  tx: Writer,
  mailboxId: string,
  messageId: string,
  flag: Flag,
  set: boolean,
  at: string,
): Promise<void> {
  await tx.deleteFrom('mail_operations').where('message_id', '=', messageId).where('flag', '=', flag).execute()
  await tx
    .insertInto('mail_operations')
    .values({ mailbox_id: mailboxId, message_id: messageId, flag, on_off: set ? 1 : 0, at })
    .execute()
}
