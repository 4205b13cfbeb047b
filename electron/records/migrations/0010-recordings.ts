import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** Recordings of calls. No foreign key: a recording may begin before the row of its call is on the disk. */
export const recordings: Migration = {
  version: 10,
  name: 'recordings',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE recordings (
        id TEXT NOT NULL PRIMARY KEY,
        interaction_id TEXT NOT NULL,
        policy TEXT NOT NULL,
        consent TEXT NOT NULL,
        state TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        bytes INTEGER NOT NULL,
        seconds REAL NOT NULL,
        sha256 TEXT,
        legal_hold INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX recordings_by_interaction ON recordings (interaction_id, started_at)`,
    ]),
}
