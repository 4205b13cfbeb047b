import type { Selectable } from 'kysely'
import type { Address, Attachment, Conversation, Draft, Message, OutboxItem } from '#shared/domain/mail.ts'
import { instantOf } from '../../database/seq.ts'
import type { MailTables } from './tables.ts'

export type MessageRow = Selectable<MailTables['messages']>
export type ConversationRow = Selectable<MailTables['conversations']>
export type DraftRow = Selectable<MailTables['drafts']>
export type OutboxRow = Selectable<MailTables['outbox']>

/** Reads a JSON column this area wrote itself. */
export const addressesOf = (json: string): Address[] => JSON.parse(json) as Address[]

/** A letter as the contract shows it. */
export function toMessage(row: MessageRow, attachments: Attachment[]): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    mailboxId: row.mailbox_id,
    direction: row.direction,
    messageId: row.message_id,
    from: row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address },
    replyTo: addressesOf(row.reply_to),
    to: addressesOf(row.to_list),
    cc: addressesOf(row.cc_list),
    subject: row.subject,
    date: row.date,
    receivedAt: row.received_at,
    snippet: row.snippet,
    seen: row.seen === 1,
    answered: row.answered === 1,
    complete: row.complete === 1,
    unreadable: row.unreadable === 1,
    automatic: row.automatic === 1,
    attachments,
    contactId: row.contact_id,
    size: row.size,
  }
}

/** A conversation as the contract shows it. */
export function toConversation(row: ConversationRow & { contact_name: string | null; has_draft: number }): Conversation {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    subject: row.subject,
    counterpart: { name: row.counterpart_name, address: row.counterpart_address },
    contactId: row.contact_id,
    contactName: row.contact_name,
    lastAt: instantOf(row.last_seq),
    snippet: row.snippet,
    messageCount: row.message_count,
    unreadCount: row.unread_count,
    state: row.state,
    hasAttachments: row.has_attachments === 1,
    hasDraft: row.has_draft === 1,
    automatic: row.automatic === 1,
  }
}

/** A draft as the contract shows it. */
export function toDraft(row: DraftRow, attachments: Draft['attachments']): Draft {
  return {
    id: row.id,
    kind: row.kind,
    mailboxId: row.mailbox_id,
    conversationId: row.conversation_id,
    inReplyToId: row.in_reply_to_id,
    contactId: row.contact_id,
    to: addressesOf(row.to_list),
    cc: addressesOf(row.cc_list),
    bcc: addressesOf(row.bcc_list),
    unfinished: JSON.parse(row.unfinished) as Draft['unfinished'],
    subject: row.subject,
    html: row.html,
    text: row.text,
    quote: row.quote === null ? null : (JSON.parse(row.quote) as Draft['quote']),
    attachments,
    updatedAt: row.updated_at,
  }
}

/** A letter on its way as the contract shows it. */
export function toOutboxItem(row: OutboxRow): OutboxItem {
  return {
    id: row.id,
    draftId: row.draft_id,
    mailboxId: row.mailbox_id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    state: row.state,
    to: addressesOf(row.to_list),
    subject: row.subject,
    messageId: row.message_id,
    undoUntil: row.undo_until,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    rejected: JSON.parse(row.rejected) as OutboxItem['rejected'],
    problem: row.problem === null ? null : (JSON.parse(row.problem) as OutboxItem['problem']),
    updatedAt: row.updated_at,
  }
}
