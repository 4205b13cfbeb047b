import { sql } from 'kysely'
import type { Contact, ContactPoint } from '#shared/domain/contact.ts'
import type { ContactRow } from '#shared/contract/records/contacts.ts'
import type { RecordsTables } from '../../database/schema.ts'
import { instantOf } from '../../database/seq.ts'
import type { Reader, Writer } from '../../database/store.ts'

/** A contact as the rest of Courtesy knows it. */
export function contactOf(row: RecordsTables['contacts']): Contact {
  return {
    id: row.id,
    kind: row.kind,
    displayName: row.display_name,
    organizationId: row.organization_id,
    locale: row.locale,
    timeZone: row.time_zone,
    city: row.city,
    customerSince: row.customer_since,
    promised: row.promised,
    tags: JSON.parse(row.tags) as string[],
    custom: JSON.parse(row.custom) as Record<string, string>,
    mergedIntoId: row.merged_into_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** A contact point as the rest of Courtesy knows it. */
export function pointOf(row: RecordsTables['contact_points']): ContactPoint {
  const { id, type, raw, normalized, extension, usage, trust, source } = row
  return { id, contactId: row.contact_id, type, raw, normalized, extension, usage, trust, source, createdAt: row.created_at }
}

/** Lines of a list of contacts, in the order of the given row ids. */
export async function contactRows(read: Reader | Writer, seqs: readonly number[]): Promise<ContactRow[]> {
  if (seqs.length === 0) return []
  const rows = await read
    .selectFrom('contacts as c')
    .leftJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.seq', 'c.id', 'c.display_name', 'c.kind', 'c.city', 'c.tags', 'c.locale', 'o.name as organization_name'])
    .select([
      pointColumn('phone').as('phone'),
      pointColumn('email').as('email'),
      openCasesColumn.as('open_cases'),
      lastSeqColumn.as('last_seq'),
    ])
    .where('c.seq', 'in', seqs)
    .execute()
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq)
    if (!row) return []
    const last = row.last_seq
    return {
      id: row.id,
      displayName: row.display_name,
      kind: row.kind,
      city: row.city,
      tags: JSON.parse(row.tags) as string[],
      locale: row.locale,
      organizationName: row.organization_name,
      phone: row.phone,
      email: row.email,
      openCases: row.open_cases,
      lastInteractionAt: last === null ? null : instantOf(last),
    }
  })
}

/** Of the row `c` of contacts: how many of its cases are open. */
export const openCasesColumn = sql<number>`(select count(*) from cases where contact_id = c.id and status not in ('resolved', 'closed'))`
/** Of the row `c` of contacts: row id of its newest interaction, which is the time of it. */
export const lastSeqColumn = sql<number | null>`(select max(seq) from interactions where contact_id = c.id)`

function pointColumn(type: 'phone' | 'email') {
  return sql<
    string | null
  >`(select raw from contact_points where contact_id = c.id and type = ${type} order by trust = 'guessed', position limit 1)`
}
