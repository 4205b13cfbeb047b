import type { Reader } from '../../database/store.ts'

export interface LetterFacts {
  readonly snippet: string
  readonly seen: boolean
}

/** What the timeline shows of letters, by their id (which is that of their interaction). */
export async function lettersOf(read: Reader, ids: readonly string[]): Promise<Map<string, LetterFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await read.selectFrom('messages').select(['id', 'snippet', 'seen']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { snippet: row.snippet, seen: row.seen === 1 }]))
}
