import type { Outgoing } from '#shared/contract/mail-store.ts'
import type { Writer } from '../../../database/store.ts'
import { mailboxOf } from '../own.ts'
import { addressesOf } from '../rows.ts'

/** All of a queued letter: what was written, whom it answers (RFC 5322 §3.6.4), its files. Null when its draft is gone. */
export async function outgoingOf(tx: Writer, outboxId: string): Promise<Outgoing | null> {
  const row = await tx.selectFrom('outbox').selectAll().where('id', '=', outboxId).executeTakeFirst()
  const draft = row && (await tx.selectFrom('drafts').selectAll().where('id', '=', row.draft_id).executeTakeFirst())
  if (!row || !draft) return null
  const mailbox = await mailboxOf(tx, row.mailbox_id)
  const files = await tx.selectFrom('draft_files').selectAll().where('draft_id', '=', draft.id).orderBy('position').execute()
  const answered =
    draft.in_reply_to_id === null || draft.kind === 'forward' || draft.kind === 'new'
      ? undefined
      : await tx.selectFrom('messages').select(['message_id', 'refs']).where('id', '=', draft.in_reply_to_id).executeTakeFirst()
  const quote = draft.quote === null ? null : (JSON.parse(draft.quote) as { html: string; text: string })
  return {
    id: row.id,
    messageId: row.message_id,
    date: row.date,
    from: { name: mailbox.senderName, address: mailbox.address },
    to: addressesOf(draft.to_list),
    cc: addressesOf(draft.cc_list),
    bcc: addressesOf(draft.bcc_list),
    subject: draft.subject,
    text: quote === null ? draft.text : `${draft.text.trimEnd()}\n\n${quote.text}`,
    html: quote === null ? draft.html : `${draft.html}<br>${quote.html}`,
    inReplyTo: answered?.message_id ?? null,
    references: answered
      ? [...(JSON.parse(answered.refs) as string[]), ...(answered.message_id === null ? [] : [answered.message_id])].slice(-50)
      : [],
    attachments: files.map((file) => ({ fileName: file.file_name, contentType: file.content_type, content: file.content })),
  }
}
