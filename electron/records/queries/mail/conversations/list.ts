import { sql } from 'kysely'
import type { Out, Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Reader } from '../../../database/store.ts'
import { toConversation } from '../rows.ts'

type Call = (typeof mailRecordCalls)['mail.conversations']

/** Conversations with the customer's name and whether an open draft lies in them. */
export function selectConversations(db: Reader) {
  return db
    .selectFrom('conversations as c')
    .leftJoin('contacts as p', 'p.id', 'c.contact_id')
    .selectAll('c')
    .select('p.display_name as contact_name')
    .select(sql<number>`exists (select 1 from drafts d where d.conversation_id = c.id and d.state = 'open')`.as('has_draft'))
}

/** A page of conversations, the newest first. */
export async function listConversations(context: RecordsContext, input: Parsed<Call>): Promise<Out<Call>> {
  let query = selectConversations(context.store().read).where('c.merged_into_id', 'is', null)
  if (input.mailboxId !== null) query = query.where('c.mailbox_id', '=', input.mailboxId)
  if (input.filter === 'unread') query = query.where('c.unread_count', '>', sql.lit(0))
  if (input.filter === 'waiting') query = query.where('c.state', '=', sql.lit('waiting' as const))
  if (input.cursor !== null) {
    const [seq, id] = input.cursor.split(':')
    if (!/^\d{1,16}$/.test(seq ?? '') || id === undefined) raise('bad_input', 'error.badInput', { detail: 'cursor' })
    query = query.where((eb) => eb(eb.refTuple('c.last_seq', 'c.id'), '<', eb.tuple(Number(seq), id)))
  }
  const rows = await query
    .orderBy('c.last_seq', 'desc')
    .orderBy('c.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return { items: page.map(toConversation), nextCursor: rows.length > page.length && last ? `${last.last_seq}:${last.id}` : null }
}
