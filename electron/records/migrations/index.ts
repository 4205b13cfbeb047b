import { records } from './0001-records.ts'
import { mail } from './0002-mail.ts'
import { playbooks } from './0003-playbooks.ts'
import { imports } from './0004-imports.ts'
import { cues } from './0005-cues.ts'
import { callQuality } from './0006-call-quality.ts'
import { lines } from './0007-lines.ts'
import { merges } from './0008-merges.ts'
import { importOrigin } from './0009-import-origin.ts'
import { recordings } from './0010-recordings.ts'
import { agentStates } from './0011-agent-states.ts'
import type { Migration } from './migration.ts'

/** Every step, oldest first. The version of a database is the number of its last step (`PRAGMA user_version`). */
export const migrations: readonly Migration[] = [
  records,
  mail,
  playbooks,
  imports,
  cues,
  callQuality,
  lines,
  merges,
  importOrigin,
  recordings,
  agentStates,
]
