import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/**
 * Contacts, interactions, cases, notes and what surrounds them.
 *
 * `seq` is the time of the thing in ms since 1970 times 1024, plus a tie-breaker: unique in its table, in time order, and the
 * same scale in every table, so that "the newest 50 before this one" is a range scan of the row id everywhere, also in the
 * full-text tables, and lists of different tables merge by comparing it.
 */
export const records: Migration = {
  version: 1,
  name: 'records',
  up: (db) => runScript(db, [...people, ...interactions, ...cases, ...typed, ...keeping, ...fullText]),
}

const people = [
  `CREATE TABLE organizations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    domains TEXT NOT NULL DEFAULT '[]',
    created_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE contacts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('external', 'internal')),
    display_name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    organization_id TEXT REFERENCES organizations (id),
    locale TEXT,
    time_zone TEXT,
    city TEXT,
    customer_since TEXT,
    promised TEXT,
    tags TEXT NOT NULL DEFAULT '[]',
    custom TEXT NOT NULL DEFAULT '{}',
    merged_into_id TEXT REFERENCES contacts (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX contacts_by_name ON contacts (sort_key, seq) WHERE merged_into_id IS NULL`,
  `CREATE TABLE contact_points (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    type TEXT NOT NULL CHECK (type IN ('phone', 'email')),
    raw TEXT NOT NULL,
    normalized TEXT NOT NULL,
    extension TEXT,
    usage TEXT NOT NULL CHECK (usage IN ('direct', 'shared')),
    trust TEXT NOT NULL CHECK (trust IN ('verified', 'stated', 'guessed')),
    base_trust TEXT CHECK (base_trust IN ('verified', 'stated', 'guessed')),
    source TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX contact_points_by_value ON contact_points (normalized, type, contact_id)`,
  `CREATE INDEX contact_points_by_contact ON contact_points (contact_id, position)`,
  `CREATE TABLE lines (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    toll_free_number TEXT,
    region TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE queues (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
  ) STRICT`,
]

const interactions = [
  `CREATE TABLE interactions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL CHECK (channel IN ('voice', 'email', 'in_person')),
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound', 'internal')),
    state TEXT NOT NULL,
    contact_id TEXT REFERENCES contacts (id),
    match_level TEXT NOT NULL,
    candidate_ids TEXT NOT NULL DEFAULT '[]',
    remote TEXT,
    remote_raw TEXT,
    remote_name TEXT,
    queue TEXT,
    ivr_option TEXT,
    diverted_from TEXT,
    started_at TEXT NOT NULL,
    answered_at TEXT,
    ended_at TEXT,
    closed_at TEXT,
    outcome TEXT,
    end_reason TEXT,
    sip_call_id TEXT,
    conversation_id TEXT,
    subject TEXT,
    case_id TEXT,
    note TEXT NOT NULL DEFAULT '',
    disposition TEXT,
    talk_seconds INTEGER
  ) STRICT`,
  `CREATE INDEX interactions_by_contact ON interactions (contact_id, seq) WHERE contact_id IS NOT NULL`,
  `CREATE INDEX interactions_voice ON interactions (seq) WHERE channel = 'voice'`,
  `CREATE INDEX interactions_by_direction ON interactions (direction, seq) WHERE channel = 'voice'`,
  `CREATE INDEX interactions_missed ON interactions (seq) WHERE channel = 'voice' AND outcome = 'missed'`,
  `CREATE INDEX interactions_open ON interactions (seq) WHERE channel = 'voice' AND closed_at IS NULL`,
  `CREATE INDEX interactions_by_conversation ON interactions (conversation_id, seq) WHERE conversation_id IS NOT NULL`,
  `CREATE TABLE segments (
    id TEXT NOT NULL PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT`,
  `CREATE INDEX segments_by_interaction ON segments (interaction_id, started_at)`,
  `CREATE TABLE dispositions (
    interaction_id TEXT NOT NULL PRIMARY KEY REFERENCES interactions (id),
    code TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  // What a later write of an interaction replaced; so that no sentence an agent wrote is ever gone.
  `CREATE TABLE note_versions (
    id INTEGER PRIMARY KEY,
    interaction_id TEXT NOT NULL REFERENCES interactions (id),
    body TEXT NOT NULL,
    replaced_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX note_versions_by_interaction ON note_versions (interaction_id)`,
  // Which links prove that a point belongs to its contact; with the last of them gone the point falls back to base_trust.
  `CREATE TABLE point_verifications (
    point_id TEXT NOT NULL REFERENCES contact_points (id) ON DELETE CASCADE,
    interaction_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (point_id, interaction_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX point_verifications_by_interaction ON point_verifications (interaction_id)`,
  `CREATE TABLE relinks (
    undo_id TEXT NOT NULL PRIMARY KEY,
    interaction_id TEXT,
    conversation_id TEXT,
    to_contact_id TEXT,
    to_level TEXT NOT NULL,
    from_contact_id TEXT,
    -- JSON: what each moved row was linked to before, written by the areas that moved it.
    moved TEXT NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT
  ) STRICT`,
  `CREATE INDEX relinks_by_interaction ON relinks (interaction_id)`,
]

const cases = [
  `CREATE TABLE cases (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    subject TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    solution TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    contact_id TEXT REFERENCES contacts (id),
    interaction_id TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX cases_by_contact ON cases (contact_id, seq) WHERE contact_id IS NOT NULL`,
  `CREATE INDEX cases_open ON cases (seq) WHERE status NOT IN ('resolved', 'closed')`,
  `CREATE INDEX cases_open_by_contact ON cases (contact_id, seq) WHERE status NOT IN ('resolved', 'closed')`,
  `CREATE INDEX cases_by_interaction ON cases (interaction_id) WHERE interaction_id IS NOT NULL`,
  `CREATE TABLE case_numbers (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT`,
]

const typed = [
  `CREATE TABLE notes (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- null while the interaction it was written in is linked to nobody
    contact_id TEXT REFERENCES contacts (id),
    interaction_id TEXT,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX notes_by_contact ON notes (contact_id, seq)`,
  `CREATE INDEX notes_by_interaction ON notes (interaction_id) WHERE interaction_id IS NOT NULL`,
  `CREATE TABLE scratch (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
]

const keeping = [
  `CREATE TABLE audit_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER audit_events_keep BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit events are append only'); END`,
  `CREATE TRIGGER audit_events_stay BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit events are append only'); END`,
  // Rows of a file on their way in: read and checked here first, moved to the tables above in one transaction.
  `CREATE TABLE import_rows (
    id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL,
    row INTEGER NOT NULL,
    action TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX import_rows_by_job ON import_rows (job_id, id)`,
]

/** Contentless: the words stand in the tables already; what a hit looked like is read from there. */
const fullText = [
  // Every word of the full-text tables once; see sqlite/terms.ts.
  `CREATE TABLE search_terms (term TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID`,
  ...['contacts', 'calls', 'notes', 'cases'].map(
    (name) =>
      `CREATE VIRTUAL TABLE fts_${name} USING fts5 (words, content='', contentless_delete=1,
      tokenize="unicode61 remove_diacritics 2", prefix='2 3')`,
  ),
]
