import Database from '@signalapp/sqlcipher'
import { Kysely } from 'kysely'
import type { Tables } from '../database/schema.ts'
import { sqlcipherDialect, type QueryWatch } from './dialect.ts'

export interface Connected {
  readonly raw: Database
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

/**
 * Opens a file with its key and sets what every connection needs. Nothing is read or written yet: whether the key fits shows
 * with the first statement.
 * @param key 64 hex digits: the raw 256 bit key, so that no key derivation runs
 */
export function openFile(path: string, key: string): Database {
  const database = new Database(path, { cacheStatements: false })
  database.pragma('cipher_log = off')
  database.pragma(`key = "x'${key}'"`)
  return database
}

/**
 * Pragmas of a working connection. WAL with synchronous FULL: each commit is flushed to the disk before it is acknowledged,
 * so it survives kill -9 and a power cut; fullfsync asks macOS for the real flush. secure_delete overwrites what is deleted.
 */
export function configure(database: Database, role: 'read' | 'write'): void {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('secure_delete = ON')
  database.pragma('temp_store = MEMORY')
  database.pragma('trusted_schema = OFF')
  database.pragma('journal_size_limit = 67108864')
  database.pragma(role === 'read' ? 'cache_size = -32768' : 'cache_size = -16384')
  if (role === 'read') database.pragma('query_only = ON')
}

/** Wraps an open file for Kysely. */
export function connect(raw: Database, watch: QueryWatch): Connected {
  const db = new Kysely<Tables>({ dialect: sqlcipherDialect(raw, watch) })
  return {
    raw,
    db,
    async close() {
      await db.destroy()
      raw.close()
    },
  }
}
