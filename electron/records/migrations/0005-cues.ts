import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/**
 * Moments of cues and what was known in an interaction. `interaction_id` has no foreign key: a cue may be due before the call's first
 * write is through, and a letter that answers nothing has only its draft.
 */
export const cues: Migration = {
  version: 5,
  name: 'cues',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE cue_events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        interaction_id TEXT NOT NULL,
        conversation_id TEXT,
        deck_id TEXT NOT NULL,
        deck_revision INTEGER NOT NULL,
        cue_id TEXT NOT NULL,
        cue_version INTEGER NOT NULL,
        stage TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('due', 'held_out', 'shown', 'done', 'not_now', 'overruled', 'expired')),
        evidence TEXT NOT NULL,
        reason TEXT,
        at TEXT NOT NULL,
        shown_at TEXT,
        ended_at TEXT,
        latency_ms INTEGER
      ) STRICT`,
      `CREATE INDEX cue_events_by_interaction ON cue_events (interaction_id, seq)`,
      `CREATE INDEX cue_events_by_cue ON cue_events (deck_id, cue_id, cue_version, at)`,
      `CREATE INDEX cue_events_by_time ON cue_events (at)`,
      `CREATE TABLE cue_traces (
        interaction_id TEXT NOT NULL PRIMARY KEY,
        trace TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
    ]),
}
