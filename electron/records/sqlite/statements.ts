import type Database from '@signalapp/sqlcipher'
import type { Statement } from '@signalapp/sqlcipher'

export type SqlValue = string | number | null | Uint8Array<ArrayBuffer>

/** Prepared statements by their text, the least recently used thrown away; lists of values of many lengths would pile up otherwise. */
export class StatementCache {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()
  readonly #most: number

  constructor(database: Database, most = 300) {
    this.#database = database
    this.#most = most
  }

  /** The statement for a text, prepared once. Throws the binding's error when it does not parse. */
  get(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const made = this.#database.prepare(sql, { persistent: true })
    this.#statements.set(sql, made)
    if (this.#statements.size > this.#most) this.#dropOldest()
    return made
  }

  #dropOldest(): void {
    const oldest = this.#statements.entries().next().value
    if (!oldest) return
    this.#statements.delete(oldest[0])
    oldest[1].close()
  }

  /** Closes all of them; the database cannot be closed before. */
  clear(): void {
    for (const statement of this.#statements.values()) statement.close()
    this.#statements.clear()
  }
}

/** What SQLite can bind: booleans become 0 and 1; `undefined` and bigint are mistakes of the caller and throw. */
export function bindable(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Uint8Array) return value as Uint8Array<ArrayBuffer>
  throw new TypeError(`cannot bind a value of type ${typeof value}`)
}
