import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/define.ts'
import type { LetterBody, mailStoreCalls } from '#shared/contract/mail-store.ts'
import { snippetOf, textOfHtml } from '#shared/domain/mail/snippet.ts'
import type { RecordsContext } from '../../../context.ts'
import { seqOf } from '../../../database/seq.ts'
import type { Writer } from '../../../database/store.ts'
import { breathe } from '../breathe.ts'
import { refreshConversations } from '../refresh.ts'
import { addressesOf, type MessageRow } from '../rows.ts'
import { indexLetter } from '../words.ts'
import { wordsOf } from './add-message.ts'

type Calls = Pick<typeof mailStoreCalls, 'bodies.wanted' | 'bodies.store'>

/** Bodies of letters: which are missing, and keeping them. */
export function bodyHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'bodies.wanted': async ({ mailboxId, role, since, limit }) => {
      const { read } = context.store()
      const missing = read
        .selectFrom('messages as m')
        .innerJoin('message_copies as c', (join) => join.onRef('c.message_id', '=', 'm.id').on('c.role', '=', role))
        .select(['m.id', 'c.uid', 'm.size'])
        .where('m.mailbox_id', '=', mailboxId)
        // Literal, so that SQLite knows that the partial index fits.
        .where('m.complete', '=', sql.lit(0))
        .orderBy('m.seq', 'desc')
        .limit(limit)
      const opened = await missing.where('m.wanted_at', 'is not', null).execute()
      const newest = await missing.where('m.wanted_at', 'is', null).where('m.seq', '>=', seqOf(since)).execute()
      return [...opened, ...newest].slice(0, limit).map((row) => ({ messageId: row.id, uid: row.uid, size: row.size }))
    },
    'bodies.store': async ({ letters }) => {
      await context.store().write(async (tx, changes) => {
        const touched = new Set<string>()
        for (const { messageId, raw, body } of letters) {
          await breathe()
          const row = await tx.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
          if (!row || row.complete === 1) continue
          await storeBody(tx, messageId, raw, body)
          await indexLetter(tx, row.seq, [...wordsOfRow(row), textOf(body)])
          touched.add(row.conversation_id)
          changes.add(['conversations', 'messages', 'timeline'], row.contact_id)
        }
        await refreshConversations(tx, touched)
      })
      return null
    },
  }
}

function wordsOfRow(row: MessageRow): string[] {
  const from = row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address }
  return wordsOf({ subject: row.subject, from, to: addressesOf(row.to_list), cc: addressesOf(row.cc_list) })
}

/** Text of a body for search and snippets. */
export const textOf = (body: Pick<LetterBody, 'text' | 'html'>): string =>
  (body.text ?? (body.html === null ? '' : textOfHtml(body.html))).slice(0, 200_000)

/** Keeps a letter's text, parts and raw form, and marks it complete. */
export async function storeBody(tx: Writer, messageId: string, raw: Uint8Array | null, body: LetterBody): Promise<void> {
  await tx
    .insertInto('message_bodies')
    .values({ message_id: messageId, truncated: body.truncated ? 1 : 0, text: body.text, html: body.html })
    .execute()
  if (raw !== null) await tx.insertInto('message_raws').values({ message_id: messageId, raw }).execute()
  for (const part of body.parts) {
    await tx
      .insertInto('message_parts')
      .values({
        message_id: messageId,
        part: part.part,
        file_name: part.fileName,
        content_type: part.contentType,
        size: part.content.byteLength,
        inline: part.inline ? 1 : 0,
        content_id: part.contentId,
        content: part.content,
      })
      .execute()
  }
  await tx
    .updateTable('messages')
    .set({
      complete: 1,
      unreadable: body.unreadable ? 1 : 0,
      has_attachments: body.parts.some((part) => !part.inline) ? 1 : 0,
      snippet: snippetOf(textOf(body)),
      wanted_at: null,
    })
    .where('id', '=', messageId)
    .execute()
}
