import { Failure, type ErrorKind } from '#shared/contract/result.ts'

/** Result codes of SQLite (sqlite.org/rescode.html) that a person can do something about, by the beginning of their name. */
const meanings: readonly (readonly [prefix: string, kind: ErrorKind, messageKey: string, retryable: boolean])[] = [
  ['SQLITE_FULL', 'storage', 'error.records.diskFull', true],
  ['SQLITE_READONLY', 'storage', 'error.records.readOnly', false],
  ['SQLITE_CANTOPEN', 'storage', 'error.records.cannotOpen', false],
  ['SQLITE_PERM', 'storage', 'error.records.noPermission', false],
  ['SQLITE_IOERR', 'storage', 'error.records.diskTrouble', true],
  ['SQLITE_CORRUPT', 'damaged', 'error.records.damaged', false],
  ['SQLITE_NOTADB', 'damaged', 'error.records.damaged', false],
  ['SQLITE_BUSY', 'unavailable', 'error.records.busy', true],
  ['SQLITE_LOCKED', 'unavailable', 'error.records.busy', true],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'not_found', 'error.records.gone', false],
  ['SQLITE_CONSTRAINT_UNIQUE', 'conflict', 'error.records.exists', false],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'conflict', 'error.records.exists', false],
]

/** The result code of an error of the binding, such as `SQLITE_FULL`, or '' for anything else. */
export function resultCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  const code = (thrown as Error & { code?: unknown }).code
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return code
  // The constructor's error carries no code, only words.
  return thrown.message.includes('unable to open database file') ? 'SQLITE_CANTOPEN' : ''
}

/** Turns an error of the binding into a {@link Failure} when it means something to a person; others pass unchanged. */
export function asFailure(thrown: unknown): unknown {
  const code = resultCode(thrown)
  const meaning = code === '' ? undefined : meanings.find(([prefix]) => code.startsWith(prefix))
  if (!meaning) return thrown
  const [, kind, messageKey, retryable] = meaning
  return new Failure({ kind, messageKey, retryable, detail: code })
}
