import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/**
 * Letters. `messages.seq` has the scale of all `seq` (time received); `messages.id` is the id of the letter's row in `interactions`.
 * A letter may lie in several folders under several UIDs (`message_copies`); a folder numbered anew loses only these.
 * Bytes stand in tables of their own, so that lists never read them.
 */
export const mail: Migration = {
  version: 2,
  name: 'mail',
  up: (db) => runScript(db, [...mailboxes, ...letters, ...written]),
}

const mailboxes = [
  `CREATE TABLE mailboxes (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    own TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE mail_folders (
    mailbox_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('inbox', 'sent')),
    path TEXT NOT NULL,
    uid_validity TEXT NOT NULL,
    uid_next INTEGER NOT NULL,
    highest_modseq TEXT,
    backfilled_to INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, role)
  ) STRICT, WITHOUT ROWID`,
]

const letters = [
  `CREATE TABLE conversations (
    id TEXT NOT NULL PRIMARY KEY,
    mailbox_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    base_subject TEXT NOT NULL,
    counterpart_name TEXT NOT NULL,
    counterpart_address TEXT NOT NULL,
    contact_id TEXT REFERENCES contacts (id),
    last_seq INTEGER NOT NULL,
    snippet TEXT NOT NULL DEFAULT '',
    message_count INTEGER NOT NULL DEFAULT 0,
    unread_count INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'closed')),
    has_attachments INTEGER NOT NULL DEFAULT 0,
    automatic INTEGER NOT NULL DEFAULT 0,
    -- Joined with another one by a late letter; kept, so that old ids still lead somewhere.
    merged_into_id TEXT REFERENCES conversations (id)
  ) STRICT`,
  `CREATE INDEX conversations_newest ON conversations (last_seq, id) WHERE merged_into_id IS NULL`,
  `CREATE INDEX conversations_unread ON conversations (last_seq, id) WHERE merged_into_id IS NULL AND unread_count > 0`,
  `CREATE INDEX conversations_waiting ON conversations (last_seq, id) WHERE merged_into_id IS NULL AND state = 'waiting'`,
  `CREATE INDEX conversations_by_contact ON conversations (contact_id) WHERE contact_id IS NOT NULL`,
  `CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id),
    mailbox_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    message_id TEXT,
    in_reply_to TEXT,
    refs TEXT NOT NULL,
    from_name TEXT,
    from_address TEXT,
    reply_to TEXT NOT NULL,
    to_list TEXT NOT NULL,
    cc_list TEXT NOT NULL,
    subject TEXT NOT NULL,
    date TEXT NOT NULL,
    received_at TEXT NOT NULL,
    snippet TEXT NOT NULL DEFAULT '',
    seen INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    unreadable INTEGER NOT NULL DEFAULT 0,
    automatic INTEGER NOT NULL,
    has_attachments INTEGER NOT NULL DEFAULT 0,
    identity TEXT NOT NULL,
    contact_id TEXT REFERENCES contacts (id),
    size INTEGER NOT NULL,
    -- Somebody opened the letter while only its header was here.
    wanted_at TEXT
  ) STRICT`,
  `CREATE INDEX messages_by_identity ON messages (mailbox_id, identity)`,
  `CREATE INDEX messages_by_message_id ON messages (mailbox_id, message_id) WHERE message_id IS NOT NULL`,
  `CREATE INDEX messages_by_conversation ON messages (conversation_id, seq)`,
  `CREATE INDEX messages_incomplete ON messages (mailbox_id, seq) WHERE complete = 0`,
  `CREATE INDEX messages_wanted ON messages (mailbox_id, seq) WHERE complete = 0 AND wanted_at IS NOT NULL`,
  `CREATE INDEX messages_unread ON messages (mailbox_id) WHERE seen = 0 AND direction = 'inbound'`,
  `CREATE TABLE message_references (
    mailbox_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    message_id TEXT NOT NULL REFERENCES messages (id),
    PRIMARY KEY (mailbox_id, ref, message_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE message_copies (
    mailbox_id TEXT NOT NULL,
    role TEXT NOT NULL,
    uid INTEGER NOT NULL,
    message_id TEXT NOT NULL REFERENCES messages (id),
    PRIMARY KEY (mailbox_id, role, uid)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX message_copies_by_message ON message_copies (message_id)`,
  `CREATE TABLE message_bodies (
    message_id TEXT NOT NULL PRIMARY KEY REFERENCES messages (id),
    truncated INTEGER NOT NULL,
    text TEXT,
    html TEXT
  ) STRICT`,
  `CREATE TABLE message_raws (message_id TEXT NOT NULL PRIMARY KEY REFERENCES messages (id), raw BLOB NOT NULL) STRICT`,
  `CREATE TABLE message_parts (
    message_id TEXT NOT NULL REFERENCES messages (id),
    part INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    inline INTEGER NOT NULL,
    content_id TEXT,
    content BLOB NOT NULL,
    PRIMARY KEY (message_id, part)
  ) STRICT`,
  `CREATE VIRTUAL TABLE fts_messages USING fts5 (words, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 2", prefix='2 3')`,
]

const written = [
  // Flags set here that the server does not know yet.
  `CREATE TABLE mail_operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_id TEXT NOT NULL,
    message_id TEXT NOT NULL REFERENCES messages (id),
    flag TEXT NOT NULL,
    on_off INTEGER NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX mail_operations_by_message ON mail_operations (message_id, flag)`,
  `CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    mailbox_id TEXT NOT NULL,
    conversation_id TEXT,
    in_reply_to_id TEXT,
    contact_id TEXT,
    to_list TEXT NOT NULL,
    cc_list TEXT NOT NULL,
    bcc_list TEXT NOT NULL,
    unfinished TEXT NOT NULL,
    subject TEXT NOT NULL,
    html TEXT NOT NULL,
    text TEXT NOT NULL,
    quote TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'queued', 'sent', 'discarded')),
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX drafts_open ON drafts (updated_at) WHERE state = 'open'`,
  `CREATE INDEX drafts_by_conversation ON drafts (conversation_id) WHERE state = 'open'`,
  `CREATE TABLE draft_files (
    id TEXT NOT NULL PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    position INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT`,
  `CREATE INDEX draft_files_by_draft ON draft_files (draft_id, position)`,
  `CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    mailbox_id TEXT NOT NULL,
    conversation_id TEXT,
    contact_id TEXT,
    state TEXT NOT NULL,
    to_list TEXT NOT NULL,
    subject TEXT NOT NULL,
    message_id TEXT NOT NULL,
    date TEXT NOT NULL,
    undo_until TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TEXT,
    -- The end of DATA was about to be written: the server may have the letter.
    handed_over INTEGER NOT NULL DEFAULT 0,
    rejected TEXT NOT NULL DEFAULT '[]',
    problem TEXT,
    response TEXT,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX outbox_working ON outbox (mailbox_id, state) WHERE state NOT IN ('done', 'withdrawn', 'bounced')`,
  // The letter as built; the bytes go when it is done, for Sent's copy is kept as the letter's raw form then.
  `CREATE TABLE outbox_letters (
    outbox_id TEXT NOT NULL PRIMARY KEY REFERENCES outbox (id),
    envelope TEXT NOT NULL,
    parsed BLOB NOT NULL,
    wire BLOB NOT NULL,
    copy BLOB NOT NULL
  ) STRICT`,
]
