import { sql } from 'kysely'
import type { Records } from '../../../../electron/records/start.ts'

/** Tables that only grow, or that tell of what was done: left out of {@link dump}. */
const growing = ['merges', 'merged_rows', 'audit_events', 'search_terms', 'sqlite_sequence']

/** Every row of every table, as text in an order of its own, by table. */
export async function dump(records: Records): Promise<Record<string, string[]>> {
  const { read } = records.context.store()
  const { rows: tables } = await sql<{ name: string }>`select name from sqlite_schema
    where type = 'table' and name not like 'fts@_%' escape '@' order by name`.execute(read)
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    if (growing.includes(name)) continue
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(read)
    found[name] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return found
}
