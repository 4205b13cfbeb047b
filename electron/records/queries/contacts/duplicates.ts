import type { ContactRow } from '#shared/contract/records/contacts.ts'
import type { ContactInput } from '#shared/domain/contact.ts'
import { seen } from '../../database/hidden.ts'
import type { Reader } from '../../database/store.ts'
import { readPoint } from './points.ts'
import { contactRows } from './rows.ts'

/** Other contacts that have one of the input's numbers or addresses; points that cannot be read (yet) are passed over. At most 20. */
export async function duplicatesOf(
  read: Reader,
  input: ContactInput,
  exceptId: string | null,
  region: string,
): Promise<ContactRow[]> {
  const values = input.points.flatMap((point) => readPoint(point.type, point.raw, region)?.normalized ?? [])
  if (values.length === 0) return []
  const rows = await read
    .selectFrom('contact_points as p')
    .innerJoin('contacts as c', 'c.id', 'p.contact_id')
    .select('c.seq')
    .distinct()
    .where('p.normalized', 'in', values)
    .where('c.merged_into_id', 'is', null)
    .where(seen('contacts', 'c.seq'))
    .where('c.id', '!=', exceptId ?? '')
    .orderBy('c.seq', 'desc')
    .limit(20)
    .execute()
  return contactRows(
    read,
    rows.map((row) => row.seq),
  )
}
