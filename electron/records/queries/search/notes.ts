import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import { excerpt, type Wanted } from './excerpt.ts'

/** Notes found, by row id; the first line is the title. */
export async function notesFound(read: Reader, seqs: readonly number[], wanted: Wanted): Promise<Map<number, SearchHit>> {
  const rows = await read
    .selectFrom('notes as n')
    .leftJoin('contacts as c', 'c.id', 'n.contact_id')
    .select(['n.seq', 'n.id', 'n.body', 'n.created_at', 'n.contact_id', 'c.display_name'])
    .where('n.seq', 'in', seqs)
    .execute()
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        kind: 'note',
        id: row.id,
        title: (row.body.trim().split('\n')[0] ?? '').slice(0, 200),
        excerpt: excerpt([row.body], wanted),
        at: row.created_at,
        contactId: row.contact_id,
        contactName: row.display_name,
        conversationId: null,
      },
    ]),
  )
}
