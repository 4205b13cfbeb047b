import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** By which line a call came or went; none for calls of before. */
export const lines: Migration = {
  version: 7,
  name: 'lines',
  up: (db) => runScript(db, [`ALTER TABLE interactions ADD COLUMN line_id TEXT REFERENCES lines (id)`]),
}
