import { uuidv7 } from 'uuidv7'
import type { Writer } from '../../database/store.ts'
import { indexContact } from '../contacts/index-contact.ts'

/**
 * A person said that this interaction is with this contact: its number or address is thereby proven to be theirs. A point that
 * was not there is added. What the link proved is remembered, so that it can be taken back with the link.
 * Short codes and inside extensions prove nothing.
 */
export async function verifyPoint(tx: Writer, interactionId: string, contactId: string, now: string): Promise<void> {
  const call = await tx
    .selectFrom('interactions')
    .select(['channel', 'remote', 'remote_raw'])
    .where('id', '=', interactionId)
    .executeTakeFirst()
  const normalized = call?.remote
  if (!call || !normalized || call.channel === 'in_person') return
  const type = call.channel === 'email' ? 'email' : 'phone'
  if (type === 'phone' && !/^\+\d{7,}$/.test(normalized)) return
  const known = await tx
    .selectFrom('contact_points')
    .select(['id', 'trust'])
    .where('contact_id', '=', contactId)
    .where('type', '=', type)
    .where('normalized', '=', normalized)
    .executeTakeFirst()
  const pointId = known?.id ?? (await addPoint(tx, contactId, type, normalized, now))
  if (known && known.trust !== 'verified')
    await tx.updateTable('contact_points').set({ trust: 'verified' }).where('id', '=', known.id).execute()
  await tx
    .insertInto('point_verifications')
    .values({ point_id: pointId, interaction_id: interactionId, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (!known) await indexContact(tx, contactId)
}

async function addPoint(
  tx: Writer,
  contactId: string,
  type: 'phone' | 'email',
  normalized: string,
  now: string,
): Promise<string> {
  const id = uuidv7()
  const { last } = await tx
    .selectFrom('contact_points')
    .select((e) => e.fn.max('position').as('last'))
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('contact_points')
    .values({
      id,
      contact_id: contactId,
      type,
      raw: normalized,
      normalized,
      extension: null,
      usage: 'direct',
      trust: 'verified',
      base_trust: null,
      source: type === 'email' ? 'mail' : 'call',
      position: (last ?? -1) + 1,
      created_at: now,
    })
    .execute()
  return id
}

/** Takes back what interactions proved about a contact's points; a point that only they had proven loses that trust, one they had added goes. */
export async function unverifyPoints(tx: Writer, interactionIds: readonly string[], contactId: string): Promise<void> {
  const proven = await tx
    .selectFrom('point_verifications as v')
    .innerJoin('contact_points as p', 'p.id', 'v.point_id')
    .select(['p.id', 'p.base_trust'])
    .distinct()
    .where('p.contact_id', '=', contactId)
    .where('v.interaction_id', 'in', interactionIds)
    .execute()
  for (const point of proven) {
    await tx
      .deleteFrom('point_verifications')
      .where('point_id', '=', point.id)
      .where('interaction_id', 'in', interactionIds)
      .execute()
    const other = await tx
      .selectFrom('point_verifications')
      .select('interaction_id')
      .where('point_id', '=', point.id)
      .executeTakeFirst()
    if (other) continue
    if (point.base_trust === null) await tx.deleteFrom('contact_points').where('id', '=', point.id).execute()
    else await tx.updateTable('contact_points').set({ trust: point.base_trust }).where('id', '=', point.id).execute()
  }
  if (proven.length > 0) await indexContact(tx, contactId)
}
