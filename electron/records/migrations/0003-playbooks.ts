import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** What was done with written standards in an interaction: steps ticked, and notes of "common sense overrules" (`seq` as everywhere). */
export const playbooks: Migration = {
  version: 3,
  name: 'playbooks',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE playbook_ticks (
        interaction_id TEXT NOT NULL,
        playbook_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        -- JSON: numbers of the steps, rising, from 0
        steps TEXT NOT NULL,
        total INTEGER NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (interaction_id, playbook_id)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE playbook_overrules (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        interaction_id TEXT NOT NULL,
        playbook_id TEXT NOT NULL,
        -- Code and title as they were: the note is readable when the standard is long gone.
        code TEXT NOT NULL,
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        reason TEXT NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT`,
      `CREATE INDEX playbook_overrules_by_interaction ON playbook_overrules (interaction_id)`,
      `CREATE INDEX playbook_overrules_by_playbook ON playbook_overrules (playbook_id, seq)`,
    ]),
}
