import { sql } from 'kysely'
import type { Out } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { Attachment } from '#shared/domain/mail.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Reader } from '../../../database/store.ts'
import { readDraft } from '../drafts/read.ts'
import { toConversation, toMessage } from '../rows.ts'
import { selectConversations } from './list.ts'

/** Letters of one conversation shown at once; the newest ones. */
const shown = 500

/** A conversation with its letters, oldest first, and its open drafts. The id of one that was joined with another leads to that one. */
export async function getConversation(
  context: RecordsContext,
  id: string,
): Promise<Out<(typeof mailRecordCalls)['mail.conversation']>> {
  const { read } = context.store()
  const named = await read.selectFrom('conversations').select(['id', 'merged_into_id']).where('id', '=', id).executeTakeFirst()
  const row =
    named &&
    (await selectConversations(read)
      .where('c.id', '=', named.merged_into_id ?? named.id)
      .executeTakeFirst())
  if (!row) raise('not_found', 'error.mail.noConversation')
  const messages = await read
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(shown)
    .execute()
  const attachments = await attachmentsOf(
    read,
    messages.map((message) => message.id),
  )
  const drafts = await read
    .selectFrom('drafts')
    .select('id')
    .where('conversation_id', '=', row.id)
    .where('state', '=', sql.lit('open' as const))
    .orderBy('updated_at')
    .execute()
  return {
    conversation: toConversation(row),
    messages: messages.toReversed().map((message) => toMessage(message, attachments.get(message.id) ?? [])),
    drafts: await Promise.all(drafts.map((draft) => readDraft(read, draft.id))),
  }
}

async function attachmentsOf(read: Reader, ids: readonly string[]): Promise<Map<string, Attachment[]>> {
  const found = new Map<string, Attachment[]>()
  if (ids.length === 0) return found
  const rows = await read
    .selectFrom('message_parts')
    .select(['message_id', 'part', 'file_name', 'content_type', 'size', 'inline', 'content_id'])
    .where('message_id', 'in', ids)
    .orderBy('message_id')
    .orderBy('part')
    .execute()
  for (const row of rows) {
    const list = found.get(row.message_id) ?? []
    list.push({
      part: row.part,
      fileName: row.file_name,
      contentType: row.content_type,
      size: row.size,
      inline: row.inline === 1,
      contentId: row.content_id,
    })
    found.set(row.message_id, list)
  }
  return found
}
