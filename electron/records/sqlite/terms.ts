import { sql } from 'kysely'
import type { Reader, Writer } from '../database/store.ts'

/**
 * The dictionary of all words in the full-text tables (table `search_terms`). FTS5 answers "begins with" for a long beginning by merging
 * every match first (150 ms for a word that stands in half of a million calls); for whole words it walks lazily and stops at the end of
 * the page. So a beginning is looked up here and asked as "one of these words".
 */

/** A beginning that more words share than this is short or a number; FTS5's own prefix index is the better way then. */
const mostTerms = 200
/** Longer "words" are no words; they are found whole. */
const longestTerm = 100

/** The tokens of a text in the form the tokenizer of the tables (unicode61, remove_diacritics 2) keeps them, each once. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>()
  for (const [token] of text.matchAll(/[\p{L}\p{N}\p{Co}\p{M}]+/gu)) {
    const term = fold(token)
    if (term !== '' && term.length <= longestTerm) terms.add(term)
  }
  return [...terms]
}

/** unicode61 takes marks off Latin letters only: й stays another letter than и. What it folds beyond this it also folds in what we ask. */
function fold(token: string): string {
  return token
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<=[a-z]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
}

/** Adds the words of a text to the dictionary. Words are never taken out again: one too many costs nothing. */
export async function addTerms(tx: Writer, texts: readonly string[]): Promise<void> {
  const terms = JSON.stringify(termsOf(texts.join('\n')))
  await sql`insert or ignore into search_terms (term) select value from json_each(${terms})`.execute(tx)
}

/** Words of the dictionary that begin with a word; null when there are too many of them to name. */
export async function termsBeginning(read: Reader | Writer, word: string): Promise<string[] | null> {
  const begin = fold(word)
  const { rows } = await sql<{ term: string }>`select term from search_terms
    where term >= ${begin} and term < ${`${begin}\u{10ffff}`} order by term limit ${mostTerms + 1}`.execute(read)
  return rows.length > mostTerms ? null : rows.map((row) => row.term)
}
