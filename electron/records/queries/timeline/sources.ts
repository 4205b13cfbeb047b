import type { TimelineEntry } from '#shared/domain/interaction.ts'
import type { Reader } from '../../database/store.ts'
import { casesOf } from './cases.ts'
import { interactionsOf } from './interactions.ts'
import { notesOf } from './notes.ts'

export interface Dated {
  readonly seq: number
  readonly rank: number
  readonly entry: TimelineEntry
}

/** Newest entries of a contact with a row id below `before`, at most `limit`, newest first. */
export interface TimelineSource {
  (read: Reader, contactId: string, before: number, limit: number): Promise<Omit<Dated, 'rank'>[]>
}

/** Where the history of a contact comes from; the order decides between entries of the same instant. */
export const sources: readonly TimelineSource[] = [interactionsOf, notesOf, casesOf]
