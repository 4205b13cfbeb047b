import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import { excerpt, type Wanted } from './excerpt.ts'

/** Cases found, by row id. */
export async function casesFound(read: Reader, seqs: readonly number[], wanted: Wanted): Promise<Map<number, SearchHit>> {
  const rows = await read
    .selectFrom('cases as k')
    .leftJoin('contacts as c', 'c.id', 'k.contact_id')
    .select([
      'k.seq',
      'k.id',
      'k.number',
      'k.subject',
      'k.note',
      'k.solution',
      'k.next_step',
      'k.created_at',
      'k.contact_id',
      'c.display_name',
    ])
    .where('k.seq', 'in', seqs)
    .execute()
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        kind: 'case',
        id: row.id,
        title: [row.number, row.subject].filter(Boolean).join(' '),
        excerpt: excerpt([row.subject, row.note, row.solution, row.next_step], wanted),
        at: row.created_at,
        contactId: row.contact_id,
        contactName: row.display_name,
        conversationId: null,
      },
    ]),
  )
}
