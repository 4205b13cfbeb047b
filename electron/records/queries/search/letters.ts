import { sql } from 'kysely'
import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import { excerpt, type Wanted } from './excerpt.ts'

/** Letters found, by row id. */
export async function lettersFound(read: Reader, seqs: readonly number[], wanted: Wanted): Promise<Map<number, SearchHit>> {
  const rows = await read
    .selectFrom('messages as m')
    .leftJoin('message_bodies as b', 'b.message_id', 'm.id')
    .leftJoin('contacts as c', 'c.id', 'm.contact_id')
    .select([
      'm.seq',
      'm.id',
      'm.subject',
      'm.snippet',
      'm.from_name',
      'm.from_address',
      'm.received_at',
      'm.conversation_id',
      'm.contact_id',
      'c.display_name',
    ])
    // A letter can be megabytes; more than this is not looked through for an excerpt.
    .select(sql<string | null>`substr(b.text, 1, 20000)`.as('text'))
    .where('m.seq', 'in', seqs)
    .execute()
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        kind: 'mail',
        id: row.id,
        title: row.subject,
        excerpt: excerpt(
          [row.text ?? '', row.snippet, row.subject, [row.from_name, row.from_address].filter(Boolean).join(' ')],
          wanted,
        ),
        at: row.received_at,
        contactId: row.contact_id,
        contactName: row.display_name,
        conversationId: row.conversation_id,
      },
    ]),
  )
}
