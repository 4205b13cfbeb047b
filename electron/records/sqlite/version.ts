import type Database from '@signalapp/sqlcipher'

/** The schema's version as the file's header keeps it; 0 in a new file. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }) ?? 0)
}

/** The statement that writes the version; it belongs to the transaction it runs in. */
export function setVersion(version: number): string {
  return `PRAGMA user_version = ${Math.trunc(version)}`
}
