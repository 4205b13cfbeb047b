import type Database from '@signalapp/sqlcipher'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, raise } from '#shared/contract/result.ts'
import { migrations } from '../migrations/index.ts'
import type { Migration } from '../migrations/migration.ts'
import { makeBackup } from '../sqlite/backup.ts'
import { configure, connect, openFile } from '../sqlite/connect.ts'
import type { QueryWatch } from '../sqlite/dialect.ts'
import { asFailure, resultCode } from '../sqlite/failures.ts'
import { besides, databasePath, makePrivate, makePrivateDirectory, names } from '../sqlite/files.ts'
import { checkKey, writeKeyCheck } from '../sqlite/key-check.ts'
import { finishRestore } from '../sqlite/restore.ts'
import { verifyFile } from '../sqlite/verify.ts'
import { versionOf } from '../sqlite/version.ts'
import type { Changes } from './changes.ts'
import { migrate } from './migrate.ts'
import { makeStore, type Store } from './store.ts'

export interface OpenOptions {
  readonly directory: string
  readonly key: string
  readonly watch: QueryWatch
  readonly now: () => string
  readonly told: (event: NonNullable<ReturnType<Changes['event']>>) => void
  readonly steps?: readonly Migration[]
}

export interface Opened {
  readonly store: Store
  readonly writer: Database
  readonly created: boolean
  readonly migratedFrom: number | null
  readonly version: number
}

/** Databases up to this size are read through and checked at every open; larger ones by the daily copy (see `daily-copy.ts`). */
const checkAtOpenBytes = 8_388_608

/**
 * Opens or makes the database of a directory and brings it to the newest schema.
 * @throws Failure `locked` (another key), `too_new`, `damaged`, `storage`; nothing is overwritten then
 */
export async function openStore(options: OpenOptions): Promise<Opened> {
  const path = databasePath(options.directory)
  let writer: Database | undefined
  let reader: Database | undefined
  try {
    makePrivateDirectory(options.directory)
    finishRestore(options.directory)
    const found = look(path)
    writer = unlock(path, options, found)
    configure(writer, 'write')
    const write = connect(writer, options.watch)
    const done = await migrate(write.db, versionOf(writer), options.steps ?? migrations, async () => {
      const version = versionOf(writer as Database)
      await makeBackup(
        writer as Database,
        options.directory,
        { at: options.now(), version, reason: 'migration' },
        (copy) => void verifyFile(copy, options.key),
      )
    })
    if (checkKey(join(options.directory, names.keyCheck), options.key) !== 'right')
      writeKeyCheck(join(options.directory, names.keyCheck), options.key)
    reader = openFile(path, options.key)
    configure(reader, 'read')
    const read = connect(reader, options.watch)
    makePrivate(path)
    const store = makeStore(read.db, write.db, options.told, async () => {
      await read.close()
      await write.close()
    })
    return { store, writer, created: found === 'new', ...done }
  } catch (thrown) {
    // Without a checkpoint: whatever is wrong with the file, it stays as it was found.
    closeQuietly(reader)
    closeQuietly(writer)
    throw fileTrouble(thrown)
  }
}

/** A database that lost its main file but kept its log is damaged, not new: making a new one would throw the log away. */
function look(path: string): 'new' | 'old' {
  const empty = !existsSync(path) || statSync(path).size === 0
  if (!empty) return 'old'
  if (besides.some((end) => existsSync(path + end) && statSync(path + end).size > 0))
    raise('damaged', 'error.records.damaged', { detail: 'a log without its database' })
  return 'new'
}

/** Opens the file and reads from it, which shows whether the key fits. */
function unlock(path: string, options: OpenOptions, found: 'new' | 'old'): Database {
  const database = openFile(path, options.key)
  makePrivate(path)
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get([])
    if (
      found === 'old' &&
      statSync(path).size <= checkAtOpenBytes &&
      database.pragma('quick_check(1)', { simple: true }) !== 'ok'
    ) {
      raise('damaged', 'error.records.damaged', { detail: 'quick_check' })
    }
    return database
  } catch (thrown) {
    closeQuietly(database)
    if (resultCode(thrown) === 'SQLITE_NOTADB' && checkKey(join(options.directory, names.keyCheck), options.key) !== 'right') {
      raise('locked', 'error.records.locked')
    }
    throw asFailure(thrown)
  }
}

function closeQuietly(database: Database | undefined): void {
  try {
    database?.close()
  } catch {
    // It never opened properly; the error that brought us here is the one to tell.
  }
}

/** Errors of the file system in the words of `storage`. */
function fileTrouble(thrown: unknown): unknown {
  if (thrown instanceof Failure) return thrown
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Failure({ kind: 'storage', messageKey: 'error.records.noPermission', retryable: false, detail: code })
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Failure({ kind: 'storage', messageKey: 'error.records.diskFull', retryable: true, detail: code })
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR')
    return new Failure({ kind: 'storage', messageKey: 'error.records.cannotOpen', retryable: false, detail: code })
  return asFailure(thrown)
}
