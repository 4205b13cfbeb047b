import type { SearchHit } from '#shared/domain/search.ts'
import type { Reader } from '../../database/store.ts'
import { formerNames } from '../contacts/index-contact.ts'
import { excerpt, type Wanted } from './excerpt.ts'

/** Contacts found, by row id. */
export async function contactsFound(read: Reader, seqs: readonly number[], wanted: Wanted): Promise<Map<number, SearchHit>> {
  const rows = await read
    .selectFrom('contacts as c')
    .leftJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.seq', 'c.id', 'c.display_name', 'c.city', 'c.tags', 'c.promised', 'o.name as organization_name'])
    .where('c.seq', 'in', seqs)
    .where('c.merged_into_id', 'is', null)
    .execute()
  if (rows.length === 0) return new Map()
  const points = await read
    .selectFrom('contact_points')
    .select(['contact_id', 'raw', 'normalized'])
    .where(
      'contact_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('position')
    .execute()
  const former = await formerNames(
    read,
    rows.map((row) => row.id),
  )
  return new Map(
    rows.map((row) => {
      const own = points.filter((point) => point.contact_id === row.id)
      const line = [row.organization_name, ...own.map((point) => point.raw), row.city].filter(Boolean).join(' · ')
      const texts = [
        line,
        ...own.map((point) => point.normalized),
        row.promised ?? '',
        (JSON.parse(row.tags) as string[]).join(' '),
        (former.get(row.id) ?? []).join(' · '),
      ]
      return [
        row.seq,
        {
          kind: 'contact',
          id: row.id,
          title: row.display_name,
          excerpt: excerpt(texts, wanted),
          at: null,
          contactId: row.id,
          contactName: row.display_name,
          conversationId: null,
        },
      ]
    }),
  )
}
