import { sql } from 'kysely'
import { typedDigits } from '#shared/domain/phone-number-search.ts'
import { seen, type HiddenTable } from '../database/hidden.ts'
import type { Reader, Writer } from '../database/store.ts'
import { addTerms, termsBeginning } from './terms.ts'

/** Full-text tables; the row id is the `seq` of the thing, so that hits come newest first without sorting. */
export type WordTable = 'fts_contacts' | 'fts_calls' | 'fts_notes' | 'fts_cases' | 'fts_messages'

/** Where rows of a full-text table may be hidden. */
const hiddenIn = {
  fts_contacts: 'contacts',
  fts_notes: 'notes',
  fts_calls: null,
  fts_cases: null,
  fts_messages: null,
} as const satisfies Record<WordTable, HiddenTable | null>

/** Puts the words of a thing into its table, in place of older ones. */
export async function indexWords(tx: Writer, table: WordTable, seq: number, words: string): Promise<void> {
  await removeWords(tx, table, seq)
  await sql`insert into ${sql.table(table)} (rowid, words) values (${seq}, ${words})`.execute(tx)
  await addTerms(tx, [words])
}

/** Puts the words of things that are new into their table, many at once. */
export async function indexNew(
  tx: Writer,
  table: WordTable,
  entries: readonly (readonly [seq: number, words: string])[],
): Promise<void> {
  if (entries.length === 0) return
  const values = sql.join(entries.map(([seq, words]) => sql`(${seq}, ${words})`))
  await sql`insert into ${sql.table(table)} (rowid, words) values ${values}`.execute(tx)
  await addTerms(
    tx,
    entries.map(([, words]) => words),
  )
}

/** Takes a thing out of its table; nothing happens when it is not there. */
export async function removeWords(tx: Writer, table: WordTable, seq: number): Promise<void> {
  await sql`delete from ${sql.table(table)} where rowid = ${seq}`.execute(tx)
}

/** Takes all things of a range of row ids out of a table. */
export async function removeRange(tx: Writer, table: WordTable, first: number, last: number): Promise<void> {
  await sql`delete from ${sql.table(table)} where rowid between ${first} and ${last}`.execute(tx)
}

/**
 * Row ids of the things that hold all the words, newest first; not those of rows nobody sees yet.
 * @param match from {@link matchWords}
 * @param before only older ones than this `seq`; null from the newest
 */
export async function findWords(
  read: Reader | Writer,
  table: WordTable,
  match: string,
  before: number | null,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`select rowid as seq from ${sql.table(table)}
    where words match ${match} and rowid < ${before ?? Number.MAX_SAFE_INTEGER} and ${seen(hiddenIn[table], 'rowid')} order by rowid desc limit ${limit}`.execute(
    read,
  )
  return rows.map((row) => row.seq)
}

/** More words than this narrow nothing any more. */
const mostWords = 12

/**
 * The words somebody typed as an FTS5 expression (sqlite.org/fts5.html §3), every character of theirs quoted. A word finds all that begin
 * with it, so that inflected forms are found; a number finds its spellings; joined words (`anna@x.test`) only stand together.
 * Null when nothing is left to look for.
 */
export async function matchWords(read: Reader, text: string): Promise<string | null> {
  const number = typedDigits(text)
  if (number !== null) return beginning(read, number)
  const words = text
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords)
  if (words.length === 0) return null
  const parts: string[] = []
  for (const word of words) parts.push(await expression(read, word))
  return parts.join(' AND ')
}

async function expression(read: Reader, word: string): Promise<string> {
  const parts = word.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
  const last = parts.at(-1) ?? ''
  // One letter begins too many words to be worth a walk over all of them.
  if ([...last].length < 2) return `"${parts.join(' ')}"`
  return parts.length === 1 ? beginning(read, last) : `"${parts.join(' ')}"*`
}

async function beginning(read: Reader, word: string): Promise<string> {
  const terms = await termsBeginning(read, word)
  if (terms === null) return `"${word}"*`
  return terms.length === 0 ? `"${word}"` : `(${terms.map((term) => `"${term}"`).join(' OR ')})`
}
