import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import { excerpt, type Wanted } from './excerpt.ts'

/** Calls and visits found, by row id. */
export async function callsFound(read: Reader, seqs: readonly number[], wanted: Wanted): Promise<Map<number, SearchHit>> {
  const rows = await read
    .selectFrom('interactions as i')
    .leftJoin('contacts as c', 'c.id', 'i.contact_id')
    .select([
      'i.seq',
      'i.id',
      'i.remote',
      'i.remote_name',
      'i.queue',
      'i.ivr_option',
      'i.subject',
      'i.note',
      'i.started_at',
      'i.contact_id',
      'c.display_name',
    ])
    .where('i.seq', 'in', seqs)
    .execute()
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        kind: 'call',
        id: row.id,
        title: row.display_name ?? row.remote_name ?? row.remote ?? '',
        excerpt: excerpt(
          [
            row.note,
            [row.subject, row.queue, row.ivr_option].filter(Boolean).join(' · '),
            row.remote_name ?? '',
            row.remote ?? '',
          ],
          wanted,
        ),
        at: row.started_at,
        contactId: row.contact_id,
        contactName: row.display_name,
        conversationId: null,
      },
    ]),
  )
}
