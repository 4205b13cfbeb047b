import { sql } from 'kysely'
import type { Writer } from '../../database/store.ts'
import { unverifyPoints } from '../links/point-trust.ts'
import type { Changed, Standing } from './changed.ts'

/** A merge that is being undone; its calls and letters are back already. */
export interface Undoing {
  readonly id: string
  readonly keptId: string
  readonly mergedId: string
  readonly at: string
}

/**
 * Gives points back to the record they came from, and the kept record's own the standing they had. A point that was removed since
 * stays removed; one that was judged anew keeps that.
 */
export async function movePointsBack(tx: Writer, merge: Undoing, changed: Changed): Promise<void> {
  for (const { id, position } of changed.moved)
    await tx
      .updateTable('contact_points')
      .set({ contact_id: merge.mergedId, position })
      .where('id', '=', id)
      .where('contact_id', '=', merge.keptId)
      .execute()
  await sql`delete from point_verifications where point_id || ' ' || interaction_id in (
    select row_id from merged_rows where merge_id = ${merge.id} and of_table = 'point_verifications')`.execute(tx)
  for (const twin of changed.twins) await standAsBefore(tx, twin, merge.at)
  await dropStrangeProofs(tx, merge)
}

async function standAsBefore(tx: Writer, { after, before, id }: Changed['twins'][number], since: string): Promise<void> {
  const point = await tx
    .selectFrom('contact_points')
    .select(['usage', 'trust', 'base_trust'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!point) return
  const provenSince = await tx
    .selectFrom('point_verifications')
    .select('interaction_id')
    .where('point_id', '=', id)
    .where('at', '>', since)
    .executeTakeFirst()
  const back: Standing = {
    usage: point.usage === after.usage ? before.usage : point.usage,
    trust: point.trust === after.trust && !provenSince ? before.trust : point.trust,
    base_trust: point.base_trust === after.base_trust ? before.base_trust : point.base_trust,
  }
  await tx.updateTable('contact_points').set(back).where('id', '=', id).execute()
}

/** What a call proved after the merge, or before it, counts for the record the call is with now, and for no other. */
async function dropStrangeProofs(tx: Writer, merge: Undoing): Promise<void> {
  for (const contactId of [merge.keptId, merge.mergedId]) {
    const { rows } = await sql<{ id: string }>`select distinct v.interaction_id as id from point_verifications as v
      join contact_points as p on p.id = v.point_id join interactions as i on i.id = v.interaction_id
      where p.contact_id = ${contactId} and i.contact_id is not ${contactId} and (v.at > ${merge.at} or (
        ${contactId} = ${merge.mergedId} and exists (select 1 from merged_rows as r
          where r.merge_id = ${merge.id} and r.of_table = 'interactions' and r.row_id = i.id)))`.execute(tx)
    if (rows.length > 0)
      await unverifyPoints(
        tx,
        rows.map((row) => row.id),
        contactId,
      )
  }
}
