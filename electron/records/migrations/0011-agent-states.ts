import { runScript } from '../sqlite/script.ts'
import type { Migration } from './migration.ts'

/** States of agents, for the log of the day. `known_at`: the end, or while it lasts when that was last heard. */
export const agentStates: Migration = {
  version: 11,
  name: 'agent-states',
  up: (db) =>
    runScript(db, [
      `CREATE TABLE agent_states (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        agent TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        known_at TEXT NOT NULL,
        cut_off INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX agent_states_by_end ON agent_states (known_at, started_at)`,
      `CREATE INDEX agent_states_open ON agent_states (started_at) WHERE ended_at IS NULL`,
    ]),
}
