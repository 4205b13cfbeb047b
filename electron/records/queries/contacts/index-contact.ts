import { sql } from 'kysely'
import { searchDigits } from '#shared/domain/phone-number-search.ts'
import type { Writer } from '../../database/store.ts'
import { indexWords } from '../../sqlite/full-text.ts'

export interface ContactWords {
  readonly displayName: string
  readonly organizationName: string | null
  readonly city: string | null
  readonly tags: readonly string[]
  readonly promised: string | null
  readonly points: readonly { readonly type: string; readonly raw: string; readonly normalized: string }[]
}

/** The words a contact is found by; numbers in each of their spellings. */
export function contactWords(contact: ContactWords): string {
  const points = contact.points.flatMap((point) =>
    point.type === 'phone' ? [point.raw, ...searchDigits(point.normalized, point.raw)] : [point.raw],
  )
  return [contact.displayName, contact.organizationName, contact.city, ...contact.tags, contact.promised, ...points]
    .filter(Boolean)
    .join(' ')
}

/** Brings the search index of a contact up to date with its tables. */
export async function indexContact(tx: Writer, id: string): Promise<void> {
  const row = await tx
    .selectFrom('contacts as c')
    .leftJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.seq', 'c.display_name', 'c.city', 'c.tags', 'c.promised', 'o.name as organization_name'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return
  const points = await tx
    .selectFrom('contact_points')
    .select(['type', 'raw', 'normalized'])
    .where('contact_id', '=', id)
    .execute()
  // Whoever remembers the name under which a merged record was kept finds them by it.
  const { rows: merged } = await sql<{ name: string }>`with recursive merged (id) as (
    select id from contacts where merged_into_id = ${id}
    union select c.id from contacts as c join merged as m on c.merged_into_id = m.id)
    select display_name as name from contacts where id in (select id from merged)`.execute(tx)
  const words = contactWords({
    displayName: row.display_name,
    organizationName: row.organization_name,
    city: row.city,
    tags: JSON.parse(row.tags) as string[],
    promised: row.promised,
    points,
  })
  await indexWords(tx, 'fts_contacts', row.seq, [words, ...merged.map((one) => one.name)].join(' '))
}
