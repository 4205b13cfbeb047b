import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/**
 * Imports whose rows come into the tables in many small transactions and are seen by nobody until one last, tiny one (`database/hidden.ts`).
 * The further indexes are for taking rows back: without them each foreign key would be looked for in a whole table.
 */
export const imports: Migration = {
  version: 4,
  name: 'imports',
  up: (db) =>
    runScript(db, [
      // decided_at: the moment from which it is to be completed, whatever happens; before it, it is taken back.
      `CREATE TABLE imports (job_id TEXT NOT NULL PRIMARY KEY, began_at TEXT NOT NULL, decided_at TEXT) STRICT, WITHOUT ROWID`,
      // One range a table: rows with these seq are not there for anybody.
      `CREATE TABLE hidden_rows (
        of_table TEXT NOT NULL PRIMARY KEY CHECK (of_table IN ('contacts', 'notes')),
        job_id TEXT NOT NULL REFERENCES imports (job_id),
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX contacts_by_organization ON contacts (organization_id) WHERE organization_id IS NOT NULL`,
      `CREATE INDEX contacts_merged ON contacts (merged_into_id) WHERE merged_into_id IS NOT NULL`,
      `CREATE INDEX messages_by_contact ON messages (contact_id) WHERE contact_id IS NOT NULL`,
    ]),
}
