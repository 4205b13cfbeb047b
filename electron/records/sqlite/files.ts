import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Names inside the records directory. */
export const names = {
  database: 'courtesy.db',
  keyCheck: 'courtesy.key-check',
  backups: 'backups',
  restoring: 'courtesy.db.restoring',
} as const

/** Files SQLite keeps beside a database. */
export const besides = ['-wal', '-shm', '-journal'] as const

/** Makes a directory that only its owner may enter. */
export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
}

/** Takes everybody else's rights off a database and the files beside it (SQLite gives these the database's own mode). */
export function makePrivate(databasePath: string): void {
  for (const path of [databasePath, ...besides.map((end) => databasePath + end)]) if (existsSync(path)) chmodSync(path, 0o600)
}

/** Path of the database in a records directory. */
export function databasePath(directory: string): string {
  return join(directory, names.database)
}
