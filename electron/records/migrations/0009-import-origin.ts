import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** Who began an import and the name of its file, for the audit event of its end, which may come after a crash. */
export const importOrigin: Migration = {
  version: 9,
  name: 'import origin',
  up: (db) =>
    runScript(db, [
      `ALTER TABLE imports ADD COLUMN actor TEXT NOT NULL DEFAULT ''`,
      `ALTER TABLE imports ADD COLUMN file TEXT NOT NULL DEFAULT ''`,
    ]),
}
