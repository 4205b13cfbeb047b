import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** How each call sounded. No foreign key: the figures come with the call's end, and its row may still be on its way. */
export const callQuality: Migration = {
  version: 6,
  name: 'call quality',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE call_quality (
        interaction_id TEXT NOT NULL PRIMARY KEY,
        samples INTEGER NOT NULL,
        mos_average REAL NOT NULL,
        mos_worst REAL NOT NULL,
        loss_percent REAL NOT NULL,
        jitter_ms REAL NOT NULL,
        round_trip_ms REAL
      ) STRICT, WITHOUT ROWID`,
    ]),
}
