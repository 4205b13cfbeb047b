import { records } from './0001-records.ts'
import { mail } from './0002-mail.ts'
import { cues } from './0004-cues.ts'
import type { Migration } from './migration.ts'

/** Every step, oldest first. The version of a database is the number of its last step (`PRAGMA user_version`). */
export const migrations: readonly Migration[] = [records, mail, cues]
