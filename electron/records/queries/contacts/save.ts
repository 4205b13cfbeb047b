import { uuidv7 } from 'uuidv7'
import { pointKey } from '#shared/domain/contact-merge.ts'
import type { ContactInput } from '#shared/domain/contact.ts'
import { raise } from '#shared/contract/result.ts'
import { nextSeq } from '../../database/seq.ts'
import type { Writer } from '../../database/store.ts'
import { findContact } from './card.ts'
import { indexContact } from './index-contact.ts'
import { organizationOf } from './organization.ts'
import { readPoints } from './points.ts'
import { sortKey } from './sort-key.ts'

export interface SaveOptions {
  readonly now: string
  readonly region: string
  readonly source: string
}

/** Columns an input fills, apart from the organization. */
function columnsOf(input: ContactInput) {
  return {
    kind: input.kind,
    display_name: input.displayName,
    sort_key: sortKey(input.displayName),
    locale: input.locale,
    city: input.city,
    customer_since: input.customerSince,
    promised: input.promised,
    tags: JSON.stringify(input.tags),
    ...(input.custom === undefined ? {} : { custom: JSON.stringify(input.custom) }),
  }
}

/** Makes a contact with an id chosen by the asker; the same id again changes nothing. Throws Failure `bad_input` for an unreadable point. */
export async function createContact(tx: Writer, id: string, input: ContactInput, options: SaveOptions): Promise<void> {
  const known = await tx.selectFrom('contacts').select('id').where('id', '=', id).executeTakeFirst()
  if (known) return
  const seq = await nextSeq(tx, 'contacts', options.now)
  const organization_id = await organizationOf(tx, input.organizationName, options.now)
  await tx
    .insertInto('contacts')
    .values({
      custom: '{}',
      ...columnsOf(input),
      seq,
      id,
      organization_id,
      time_zone: null,
      merged_into_id: null,
      created_at: options.now,
      updated_at: options.now,
    })
    .execute()
  await savePoints(tx, id, input, options)
  await indexContact(tx, id)
}

/**
 * Changes a contact to an input. Points that are missing in it go, equal ones keep their ids.
 * @throws Failure `not_found`; `conflict` when it was merged: a form that was filled before would overwrite the record it went into
 */
export async function updateContact(tx: Writer, id: string, input: ContactInput, options: SaveOptions): Promise<string> {
  const row = await findContact(tx, id)
  if (row.id !== id) raise('conflict', 'error.merge.mergedMeanwhile', { params: { name: row.display_name } })
  const organization_id = await organizationOf(tx, input.organizationName, options.now)
  await tx
    .updateTable('contacts')
    .set({ ...columnsOf(input), organization_id, updated_at: options.now })
    .where('id', '=', row.id)
    .execute()
  await savePoints(tx, row.id, input, options)
  await indexContact(tx, row.id)
  return row.id
}

async function savePoints(tx: Writer, contactId: string, input: ContactInput, options: SaveOptions): Promise<void> {
  const wanted = readPoints(input.points, options.region)
  const present = await tx.selectFrom('contact_points').selectAll().where('contact_id', '=', contactId).execute()
  const presentByKey = new Map(present.map((point) => [pointKey(point), point]))
  const wantedKeys = new Set(wanted.map(pointKey))
  for (const point of present)
    if (!wantedKeys.has(pointKey(point))) await tx.deleteFrom('contact_points').where('id', '=', point.id).execute()
  for (const [position, point] of wanted.entries()) {
    const { raw, usage, trust } = point
    const known = presentByKey.get(pointKey(point))
    if (known) {
      // A trust that was only shown and sent back is still owed to the calls that proved it.
      const base_trust = known.trust === trust ? known.base_trust : trust
      await tx.updateTable('contact_points').set({ raw, usage, trust, base_trust, position }).where('id', '=', known.id).execute()
    } else {
      const { type, normalized, extension } = point
      await tx
        .insertInto('contact_points')
        .values({
          id: uuidv7(),
          contact_id: contactId,
          type,
          raw,
          normalized,
          extension,
          usage,
          trust,
          base_trust: trust,
          source: options.source,
          position,
          created_at: options.now,
        })
        .execute()
    }
  }
}
