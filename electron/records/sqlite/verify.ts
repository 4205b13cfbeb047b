import { openFile } from './connect.ts'
import { asFailure } from './failures.ts'
import { versionOf } from './version.ts'

/**
 * Opens a database file with its key, reads every page of it (`PRAGMA quick_check`) and closes it again.
 * @returns the schema's version
 * @throws Failure `damaged` and the kinds of `asFailure`
 */
export function verifyFile(path: string, key: string): number {
  let database: ReturnType<typeof openFile> | undefined
  try {
    database = openFile(path, key)
    database.pragma('query_only = ON')
    const found = database.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' })
    return versionOf(database)
  } catch (thrown) {
    throw asFailure(thrown)
  } finally {
    database?.close()
  }
}
