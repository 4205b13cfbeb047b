import type Database from '@signalapp/sqlcipher'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type RootOperationNode,
} from 'kysely'
import { asFailure } from './failures.ts'
import { bindable, StatementCache } from './statements.ts'

export interface QueryWatch {
  /** Told of each statement that took long: its text, never its values. Milliseconds. */
  slow(ms: number, sql: string): void
}

const slowMs = 40

/** A Kysely dialect over one open connection of the synchronous binding; closing it is the opener's business. */
export function sqlcipherDialect(database: Database, watch: QueryWatch): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ConnectionDriver(new Connection(database, watch)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** One connection, handed out to one user at a time: a transaction keeps it until its end, others wait in line. */
class ConnectionDriver implements Driver {
  readonly #connection: Connection
  #busy = false
  readonly #line: (() => void)[] = []

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#line.push(resolve))
    this.#busy = true
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    const next = this.#line.shift()
    if (next) next()
    else this.#busy = false
  }

  /** IMMEDIATE: takes the write lock at once, so that a transaction never fails in its middle for want of it. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('ROLLBACK'))
    } catch (thrown) {
      // A full disk or an I/O error has rolled back already; the first error is the one to tell.
      if (!(thrown instanceof Error) || !thrown.message.includes('no transaction is active')) throw thrown
    }
  }

  async destroy(): Promise<void> {
    this.#connection.release()
  }
}

class Connection implements DatabaseConnection {
  readonly #statements: StatementCache
  readonly #watch: QueryWatch

  constructor(database: Database, watch: QueryWatch) {
    this.#statements = new StatementCache(database)
    this.#watch = watch
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const began = performance.now()
    try {
      const statement = this.#statements.get(query.sql)
      const values = query.parameters.map(bindable)
      if (givesRows(query.query)) return { rows: statement.all(values) as R[] }
      const { changes } = statement.run(values)
      return { rows: [], numAffectedRows: BigInt(changes) }
    } catch (thrown) {
      throw asFailure(thrown)
    } finally {
      const ms = performance.now() - began
      if (ms > slowMs) this.#watch.slow(Math.round(ms), query.sql)
    }
  }

  // oxlint-disable-next-line require-yield -- the interface wants a generator; lists here are paged and never streamed
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported: page instead')
  }

  release(): void {
    this.#statements.clear()
  }
}

function givesRows(node: RootOperationNode): boolean {
  return node.kind === 'SelectQueryNode' || node.kind === 'RawNode' || ('returning' in node && node.returning !== undefined)
}
