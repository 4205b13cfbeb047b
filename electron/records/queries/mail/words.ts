import { sql } from 'kysely'
import type { Writer } from '../../database/store.ts'

/** Characters of a letter that can be searched. */
const searched = 100_000

/** Puts the words of a letter into the full-text index under its `seq`, in place of older ones. */
export async function indexLetter(tx: Writer, seq: number, fields: readonly (string | null)[]): Promise<void> {
  const words = fields
    .filter((field) => field !== null)
    .join('\n')
    .slice(0, searched)
  await sql`insert or replace into fts_messages (rowid, words) values (${seq}, ${words})`.execute(tx)
}
