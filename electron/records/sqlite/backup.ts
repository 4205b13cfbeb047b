import type Database from '@signalapp/sqlcipher'
import { constants, readdirSync, rmSync, statSync } from 'node:fs'
import { copyFile, open, rename, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { raise } from '#shared/contract/result.ts'
import { databasePath, makePrivate, makePrivateDirectory, names } from './files.ts'

export type BackupReason = 'daily' | 'migration'
/** How many copies of each reason are kept. */
const kept: Record<BackupReason, number> = { daily: 7, migration: 3 }

export interface BackupFile {
  readonly name: string
  readonly at: string
  readonly bytes: number
  readonly version: number
  readonly reason: BackupReason
}

const pattern = /^courtesy-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-v(\d+)-(daily|migration)\.db$/

/** Name of a copy: time, schema version and reason, so that a list of copies needs no open database. */
export function backupName(at: string, version: number, reason: BackupReason): string {
  return `courtesy-${at.replaceAll(/[-:.]/g, '')}-v${version}-${reason}.db`
}

/** The finished copies in a records directory, newest first; none when there is no such directory. */
export function listBackups(directory: string): BackupFile[] {
  const folder = join(directory, names.backups)
  const found: BackupFile[] = []
  for (const name of readNames(folder)) {
    const parts = pattern.exec(name)
    if (!parts) continue
    const [, y, mo, d, h, mi, s, ms, version, reason] = parts
    found.push({
      name,
      at: `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`,
      bytes: statSync(join(folder, name)).size,
      version: Number(version),
      reason: reason as BackupReason,
    })
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw thrown
  }
}

/**
 * Makes a copy of the open database, checks it and only then gives it its name; afterwards the oldest beyond the number kept go.
 * The WAL is written back first, and with automatic checkpoints off the main file then stands still while it is copied:
 * reading and writing go on meanwhile. The copy is encrypted as the database is, with the same key.
 * @param writer the connection that writes (it owns the checkpoints)
 * @param verify opens the copy and reads all of it; throws when it is not good
 * @throws Failure `storage` when the disk lacks the room; what `verify` throws
 */
export async function makeBackup(
  writer: Database,
  directory: string,
  name: { at: string; version: number; reason: BackupReason },
  verify: (path: string) => Promise<void> | void,
): Promise<void> {
  const source = databasePath(directory)
  const folder = join(directory, names.backups)
  makePrivateDirectory(folder)
  const target = join(folder, backupName(name.at, name.version, name.reason))
  const partial = `${target}.partial`
  // Left by a copy that was cut off.
  for (const name of readNames(folder)) if (name.includes('.partial')) rmSync(join(folder, name), { force: true })
  try {
    await needRoom(folder, statSync(source).size)
    await copyStanding(writer, source, partial)
    makePrivate(partial)
    await flush(partial)
    await verify(partial)
    await rename(partial, target)
    await flush(folder)
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
  }
  dropOldest(directory, name.reason)
}

async function copyStanding(writer: Database, source: string, target: string): Promise<void> {
  writer.pragma('wal_autocheckpoint = 0')
  try {
    writer.pragma('wal_checkpoint(TRUNCATE)')
    await copyFile(source, target, constants.COPYFILE_FICLONE)
  } finally {
    writer.pragma('wal_autocheckpoint = 1000')
  }
}

async function needRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes * 1.2 + 8_388_608)
    raise('storage', 'error.records.noRoomForCopy', { params: { megabytes: Math.ceil((bytes * 1.2) / 1_048_576) + 8 } })
}

/** Waits until a file or a folder's entries are on the disk. Folders cannot be flushed on Windows; there it does nothing. */
export async function flush(path: string): Promise<void> {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const handle = await open(path, statSync(path).isDirectory() ? 'r' : 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function dropOldest(directory: string, reason: BackupReason): void {
  const same = listBackups(directory).filter((copy) => copy.reason === reason)
  for (const copy of same.slice(kept[reason])) rmSync(join(directory, names.backups, copy.name), { force: true })
}
