import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { raise } from '#shared/contract/result.ts'
import { flush, listBackups } from './backup.ts'
import { openFile } from './connect.ts'
import { besides, databasePath, makePrivate, makePrivateDirectory, names } from './files.ts'
import { writeKeyCheck } from './key-check.ts'
import { verifyFile } from './verify.ts'

/**
 * Puts a verified copy in the database's place. The present files move together into a folder of their own and are never deleted.
 * Steps, each of which {@link finishRestore} can take up again after a crash: copy to `courtesy.db.restoring`, set the old files
 * aside, rename.
 * @param told when (also names the folder, `set-aside-<time>`) and by whom; noted in the copy before it takes the place, so that it is never
 *   there without
 * @returns path of the folder
 * @throws Failure `not_found` (no such copy), `locked`/`damaged` (the copy does not open), `storage`
 */
export async function restoreBackup(
  directory: string,
  key: string,
  name: string,
  told: { at: string; actor: string },
): Promise<string> {
  const copy = listBackups(directory).find((one) => one.name === basename(name))
  if (!copy) raise('not_found', 'error.records.noSuchCopy')
  const restoring = join(directory, names.restoring)
  const copying = `${restoring}.partial`
  const from = join(directory, names.backups, copy.name)
  verifyFile(from, key)
  copyFileSync(from, copying)
  makePrivate(copying)
  noteRestore(copying, key, { ...told, name: copy.name })
  verifyFile(copying, key)
  await flush(copying)
  const aside = join(directory, `set-aside-${told.at.replaceAll(/[-:.]/g, '')}`)
  makePrivateDirectory(aside)
  renameSync(copying, restoring)
  await flush(directory)
  setAside(directory, aside)
  renameSync(restoring, databasePath(directory))
  writeKeyCheck(join(directory, names.keyCheck), key)
  await flush(directory)
  return aside
}

function noteRestore(path: string, key: string, told: { at: string; actor: string; name: string }): void {
  const database = openFile(path, key)
  try {
    // Columns of the very first step; a copy from before it has no trail to note it in.
    const trail = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'audit_events'").get<{ n: number }>([])
    if (trail?.n !== 1) return
    database
      .prepare(`INSERT INTO audit_events (id, actor, action, object, detail, at) VALUES (?, ?, 'restore', ?, '{}', ?)`)
      .run([uuidv7(), told.actor, `copy:${told.name}`, told.at])
  } finally {
    database.close()
  }
}

/** The log goes first: a log beside a foreign database would be taken for its own. */
function setAside(directory: string, aside: string): void {
  const path = databasePath(directory)
  for (const end of [...besides, '']) if (existsSync(path + end)) renameSync(path + end, join(aside, names.database + end))
}

/** Takes up a restore that was cut off after its copy was complete; does nothing otherwise. */
export function finishRestore(directory: string): void {
  const restoring = join(directory, names.restoring)
  if (!existsSync(restoring)) return
  const aside = join(directory, `set-aside-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`)
  makePrivateDirectory(aside)
  setAside(directory, aside)
  renameSync(restoring, databasePath(directory))
}
