import type { Writer } from '../../database/store.ts'
import { indexWords } from '../../sqlite/full-text.ts'

/** Characters of a letter that can be searched. */
const searched = 100_000

/** Puts the words of a letter into the full-text index under its `seq`, in place of older ones. */
export async function indexLetter(tx: Writer, seq: number, fields: readonly string[]): Promise<void> {
  await indexWords(tx, 'fts_messages', seq, fields.join('\n').slice(0, searched))
}
