import type { LetterBody } from '#shared/contract/mail-store.ts'
import { snippetOf, textOfHtml } from '#shared/domain/mail/snippet.ts'
import type { Writer } from '../../../database/store.ts'

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
