import type { Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { Address, Draft } from '#shared/domain/mail.ts'
import { quoteOf } from '#shared/domain/mail/quote.ts'
import { recipientsFor } from '#shared/domain/mail/recipients.ts'
import { textOfHtml } from '#shared/domain/mail/snippet.ts'
import { subjectFor } from '#shared/domain/mail/subject.ts'
import { uuidv7 } from 'uuidv7'
import type { RecordsContext } from '../../../context.ts'
import type { Writer } from '../../../database/store.ts'
import { presentId } from '../../contacts/card.ts'
import { mailboxOf } from '../own.ts'
import { addressesOf, type MessageRow } from '../rows.ts'
import { readDraft } from './read.ts'

type Input = Parsed<(typeof mailRecordCalls)['drafts.begin']>

/**
 * Begins a letter: recipients, subject and quote of an answer, files of a forwarded letter. An open draft of the same kind to the same letter
 * is taken up again instead.
 */
export async function beginDraft(context: RecordsContext, input: Input): Promise<Draft> {
  return context.store().write(async (tx, changes) => {
    const same = await sameDraft(tx, input)
    if (same !== undefined) return readDraft(tx, same)
    const answered =
      input.inReplyToId === null
        ? undefined
        : await tx.selectFrom('messages').selectAll().where('id', '=', input.inReplyToId).executeTakeFirst()
    if (input.kind !== 'new' && !answered) raise('not_found', 'error.mail.noLetter')
    const mailbox = await mailboxOf(tx, answered?.mailbox_id ?? input.mailboxId)
    const { to, cc } = answered ? recipientsOf(answered, input.kind, mailbox.own) : { to: [], cc: [] }
    const contactId = answered?.contact_id ?? (await presentId(tx, input.contactId))
    await tx
      .insertInto('drafts')
      .values({
        id: input.id,
        kind: input.kind,
        mailbox_id: mailbox.id,
        conversation_id: answered && input.kind !== 'forward' ? answered.conversation_id : null,
        in_reply_to_id: answered?.id ?? null,
        contact_id: input.kind === 'forward' ? null : contactId,
        to_list: JSON.stringify(to.length > 0 ? to : input.to),
        cc_list: JSON.stringify(cc),
        bcc_list: '[]',
        unfinished: JSON.stringify({ to: '', cc: '', bcc: '' }),
        subject: answered ? subjectFor(input.kind === 'forward' ? 'forward' : 'reply', answered.subject) : '',
        html: '',
        text: '',
        quote: answered && input.kind !== 'new' ? JSON.stringify(await quote(tx, answered, input.kind)) : null,
        state: 'open',
        updated_at: context.now(),
      })
      .execute()
    if (answered && input.kind === 'forward') await copyParts(tx, answered.id, input.id)
    changes.add(['drafts', 'conversations'], contactId)
    return readDraft(tx, input.id)
  })
}

async function sameDraft(tx: Writer, input: Input): Promise<string | undefined> {
  const known = await tx.selectFrom('drafts').select('id').where('id', '=', input.id).executeTakeFirst()
  if (known || input.inReplyToId === null) return known?.id
  const open = await tx
    .selectFrom('drafts')
    .select('id')
    .where('in_reply_to_id', '=', input.inReplyToId)
    .where('kind', '=', input.kind)
    .where('state', '=', 'open')
    .orderBy('updated_at', 'desc')
    .executeTakeFirst()
  return open?.id
}

function recipientsOf(row: MessageRow, kind: Input['kind'], own: readonly string[]): { to: Address[]; cc: Address[] } {
  const from = row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address }
  const letter = {
    direction: row.direction,
    from,
    replyTo: addressesOf(row.reply_to),
    to: addressesOf(row.to_list),
    cc: addressesOf(row.cc_list),
  }
  return recipientsFor(kind, letter, own)
}

async function quote(
  tx: Writer,
  row: MessageRow,
  kind: 'reply' | 'reply_all' | 'forward',
): Promise<{ html: string; text: string }> {
  const body = await tx.selectFrom('message_bodies').select(['text', 'html']).where('message_id', '=', row.id).executeTakeFirst()
  const text = body?.text ?? (body?.html ? textOfHtml(body.html) : '')
  const from = row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address }
  return quoteOf(kind, {
    from,
    to: addressesOf(row.to_list),
    cc: addressesOf(row.cc_list),
    subject: row.subject,
    date: row.date,
    text,
  })
}

async function copyParts(tx: Writer, messageId: string, draftId: string): Promise<void> {
  const parts = await tx
    .selectFrom('message_parts')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('inline', '=', 0)
    .orderBy('part')
    .execute()
  for (const part of parts) {
    await tx
      .insertInto('draft_files')
      .values({
        id: uuidv7(),
        draft_id: draftId,
        position: part.part,
        file_name: part.file_name,
        content_type: part.content_type,
        size: part.size,
        content: part.content,
      })
      .execute()
  }
}
