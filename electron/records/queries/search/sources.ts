import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import type { WordTable } from '../../sqlite/full-text.ts'
import { callsFound } from './calls.ts'
import { casesFound } from './cases.ts'
import { contactsFound } from './contacts.ts'
import type { Wanted } from './excerpt.ts'
import { lettersFound } from './letters.ts'
import { notesFound } from './notes.ts'

/** Where one kind of hit comes from: its full-text table, and how the rows found are shown. */
export interface SearchSource {
  readonly kind: SearchHit['kind']
  readonly table: WordTable
  /** Hits of the given row ids; ids that are not there any more are left out. */
  readonly hits: (read: Reader, seqs: readonly number[], wanted: Wanted) => Promise<Map<number, SearchHit>>
}

/** Every kind; the order decides between hits of the same instant. */
export const sources: readonly SearchSource[] = [
  { kind: 'contact', table: 'fts_contacts', hits: contactsFound },
  { kind: 'call', table: 'fts_calls', hits: callsFound },
  { kind: 'mail', table: 'fts_messages', hits: lettersFound },
  { kind: 'note', table: 'fts_notes', hits: notesFound },
  { kind: 'case', table: 'fts_cases', hits: casesFound },
]
