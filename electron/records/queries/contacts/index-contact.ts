import { sql } from 'kysely'
import { searchDigits } from '#shared/domain/phone-number-search.ts'
import type { Reader, Writer } from '../../database/store.ts'
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
  const former = (await formerNames(tx, [id])).get(id) ?? []
  const words = contactWords({
    displayName: row.display_name,
    organizationName: row.organization_name,
    city: row.city,
    tags: JSON.parse(row.tags) as string[],
    promised: row.promised,
    points,
  })
  await indexWords(tx, 'fts_contacts', row.seq, [words, ...former].join(' '))
}

/** Names of the records that were merged into contacts, by the contact's id. */
export async function formerNames(read: Reader | Writer, ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ root: string; name: string }>`with recursive merged (root, id) as (
    select merged_into_id, id from contacts where merged_into_id in (${sql.join(ids)})
    union select m.root, c.id from contacts as c join merged as m on c.merged_into_id = m.id)
    select m.root, c.display_name as name from merged as m join contacts as c on c.id = m.id`.execute(read)
  const found = new Map<string, string[]>()
  for (const { name, root } of rows) found.set(root, [...(found.get(root) ?? []), name])
  return found
}
