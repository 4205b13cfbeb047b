import type { TimelineEntry } from '#shared/domain/interaction.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'
import { presentId } from '../contacts/card.ts'
import { sources, type Dated } from './sources.ts'

/**
 * Calls, letters, visits, notes and cases of a contact, newest first. Each source gives its newest in an index scan; they merge by
 * `seq`, which is the same time scale in each, and by source where it is equal.
 */
export async function timeline(
  read: Reader,
  id: string,
  cursor: string | null,
  limit: number,
): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
  const place = readCursor(cursor)
  const contactId = await presentId(read, id)
  const found: Dated[] = []
  for (const [rank, source] of sources.entries()) {
    // Behind equal `seq` the later sources are still to come; `before` is exclusive.
    const before = place === null ? Number.MAX_SAFE_INTEGER : rank > place.rank ? place.seq + 1 : place.seq
    const entries = await source(read, contactId, before, limit + 1)
    found.push(...entries.map(({ seq, entry }) => ({ seq, rank, entry })))
  }
  found.sort((a, b) => b.seq - a.seq || a.rank - b.rank)
  return pageOf(
    found,
    limit,
    ({ seq, rank }) => ({ seq, rank }),
    ({ entry }) => entry,
  )
}
