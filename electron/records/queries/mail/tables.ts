import type { Generated } from 'kysely'

/** Columns of the tables that hold letters (migration 0002). Lists of addresses and ids are JSON text, booleans are 0 and 1. */
export interface MailTables {
  mailboxes: { id: string; name: string; address: string; sender_name: string; own: string }
  mail_folders: {
    mailbox_id: string
    role: 'inbox' | 'sent'
    path: string
    uid_validity: string
    uid_next: number
    highest_modseq: string | null
    backfilled_to: number
  }
  conversations: {
    id: string
    mailbox_id: string
    subject: string
    base_subject: string
    counterpart_name: string
    counterpart_address: string
    contact_id: string | null
    last_seq: number
    snippet: Generated<string>
    message_count: Generated<number>
    unread_count: Generated<number>
    state: 'waiting' | 'answered' | 'closed'
    has_attachments: Generated<number>
    automatic: Generated<number>
    merged_into_id: Generated<string | null>
  }
  messages: {
    seq: number
    id: string
    conversation_id: string
    mailbox_id: string
    direction: 'inbound' | 'outbound'
    message_id: string | null
    in_reply_to: string | null
    refs: string
    from_name: string | null
    from_address: string | null
    reply_to: string
    to_list: string
    cc_list: string
    subject: string
    date: string
    received_at: string
    snippet: string
    seen: number
    answered: number
    complete: number
    unreadable: Generated<number>
    automatic: number
    has_attachments: Generated<number>
    identity: string
    contact_id: string | null
    size: number
    wanted_at: Generated<string | null>
  }
  message_references: { mailbox_id: string; ref: string; message_id: string }
  message_copies: { mailbox_id: string; role: 'inbox' | 'sent'; uid: number; message_id: string }
  message_bodies: { message_id: string; truncated: number; text: string | null; html: string | null }
  message_raws: { message_id: string; raw: Uint8Array }
  message_parts: {
    message_id: string
    part: number
    file_name: string
    content_type: string
    size: number
    inline: number
    content_id: string | null
    content: Uint8Array
  }
  mail_operations: { id: Generated<number>; mailbox_id: string; message_id: string; flag: string; on_off: number; at: string }
  drafts: {
    id: string
    kind: 'new' | 'reply' | 'reply_all' | 'forward'
    mailbox_id: string
    conversation_id: string | null
    in_reply_to_id: string | null
    contact_id: string | null
    to_list: string
    cc_list: string
    bcc_list: string
    unfinished: string
    subject: string
    html: string
    text: string
    quote: string | null
    state: 'open' | 'queued' | 'sent' | 'discarded'
    updated_at: string
  }
  draft_files: {
    id: string
    draft_id: string
    position: number
    file_name: string
    content_type: string
    size: number
    content: Uint8Array
  }
  outbox: {
    id: string
    draft_id: string
    mailbox_id: string
    conversation_id: string | null
    contact_id: string | null
    state: 'queued' | 'building' | 'sending' | 'accepted' | 'done' | 'retry_wait' | 'failed' | 'unknown' | 'bounced' | 'withdrawn'
    to_list: string
    subject: string
    message_id: string
    date: string
    undo_until: string | null
    attempts: Generated<number>
    next_attempt_at: string | null
    handed_over: Generated<number>
    rejected: Generated<string>
    problem: Generated<string | null>
    response: Generated<string | null>
    updated_at: string
  }
  outbox_letters: { outbox_id: string; envelope: string; parsed: Uint8Array; wire: Uint8Array; copy: Uint8Array }
}
