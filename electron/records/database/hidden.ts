import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader, Writer } from './store.ts'

/**
 * Rows that are in the tables and not there for anybody: an import under way. They lie in one range of row ids a table, noted in
 * `hidden_rows`; taking the note away, in one small transaction, shows all of them. Every query by which a row could be found that
 * nobody has the id of yet asks with {@link seen}; what hangs on such a row (points, its notes by contact) is reached only through it.
 */
export type HiddenTable = 'contacts' | 'notes'

/** The condition that a row may be seen. The bounds are looked up once a statement, so indexes and order serve as before. */
export function seen(table: HiddenTable | null, column: string): RawBuilder<SqlBool> {
  if (table === null) return sql<SqlBool>`true`
  const bound = (which: 'first' | 'last') =>
    sql`ifnull((select ${sql.ref(which)} from hidden_rows where of_table = ${sql.lit(table)}), -1)`
  return sql<SqlBool>`${sql.ref(column)} not between ${bound('first')} and ${bound('last')}`
}

/** The range of row ids reserved for rows that are not seen; undefined when there is none. */
export async function hiddenRange(db: Reader | Writer, table: string): Promise<{ first: number; last: number } | undefined> {
  if (table !== 'contacts' && table !== 'notes') return undefined
  return db.selectFrom('hidden_rows').select(['first', 'last']).where('of_table', '=', table).executeTakeFirst()
}
