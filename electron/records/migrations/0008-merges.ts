import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/**
 * Contacts that turned out to be the same person. The merged one keeps its row and points to the one that stays (`merged_into_id`);
 * what hung on it moves, and is noted here row by row, so that a merge can be undone at any later time.
 */
export const merges: Migration = {
  version: 8,
  name: 'merges',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE merges (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kept_id TEXT NOT NULL REFERENCES contacts (id),
        merged_id TEXT NOT NULL REFERENCES contacts (id),
        -- JSON: what the kept contact and the points of both were before and what the merge made of them.
        changed TEXT NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        undone_at TEXT
      ) STRICT`,
      `CREATE INDEX merges_by_kept ON merges (kept_id)`,
      `CREATE INDEX merges_by_merged ON merges (merged_id)`,
      `CREATE TABLE merged_rows (
        merge_id TEXT NOT NULL REFERENCES merges (id),
        of_table TEXT NOT NULL,
        row_id TEXT NOT NULL,
        -- In which conversation it was: a letter stays with its conversation.
        conversation_id TEXT,
        PRIMARY KEY (merge_id, of_table, row_id)
      ) STRICT, WITHOUT ROWID`,
    ]),
}
