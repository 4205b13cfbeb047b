import type { Reader } from '../../database/store.ts'

export interface LetterFacts {
  readonly snippet: string
  readonly seen: boolean
}

/** What the timeline shows of letters, by their id (which is that of their interaction). */
export async function lettersOf(_read: Reader, _ids: readonly string[]): Promise<Map<string, LetterFacts>> {
  // The tables of letters come with migration 0002.
  return new Map()
}
