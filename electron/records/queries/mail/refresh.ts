import { sql } from 'kysely'
import { breathe } from './breathe.ts'
import type { Writer } from '../../database/store.ts'

/** Counts and last words of conversations, made anew from their letters after these changed. */
export async function refreshConversations(tx: Writer, ids: Iterable<string>): Promise<void> {
  for (const id of new Set(ids)) {
    await breathe()
    const { rows } = await sql<{ count: number; unread: number; attachments: number; last: number | null }>`
      select count(*) as count, coalesce(sum(seen = 0 and direction = 'inbound'), 0) as unread, coalesce(max(has_attachments), 0) as attachments, max(seq) as last
      from messages where conversation_id = ${id}`.execute(tx)
    const [sums] = rows
    if (!sums || sums.last === null) continue
    const last = await tx
      .selectFrom('messages')
      .select(['direction', 'answered', 'automatic', 'snippet'])
      .where('seq', '=', sums.last)
      .executeTakeFirstOrThrow()
    const waiting = last.direction === 'inbound' && last.answered === 0 && last.automatic === 0
    await tx
      .updateTable('conversations')
      .set({
        message_count: sums.count,
        unread_count: sums.unread,
        has_attachments: sums.attachments,
        last_seq: sums.last,
        snippet: last.snippet,
        automatic: last.automatic,
        state: waiting ? 'waiting' : 'answered',
      })
      .where('id', '=', id)
      .execute()
  }
}

/** Unread letters of a mailbox's inbox. */
export async function unreadCount(tx: Writer, mailboxId: string): Promise<number> {
  const row = await tx
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('mailbox_id', '=', mailboxId)
    .where('seen', '=', sql.lit(0))
    .where('direction', '=', sql.lit('inbound' as const))
    .executeTakeFirstOrThrow()
  return row.count
}
