import { sql } from 'kysely'
import { mergedPoints, mostPoints, surer } from '#shared/domain/contact-merge.ts'
import { raise } from '#shared/contract/result.ts'
import type { Writer } from '../../database/store.ts'
import type { Changed, Standing } from './changed.ts'

/**
 * Moves the points of a merged contact behind those of the one that stays. A point both have stays once, as sure as the surer of the two
 * and with the proofs of both; the other one of it stays where it is, out of sight.
 * @throws Failure `bad_input` when the record would have more points than a record may have
 */
export async function movePoints(
  tx: Writer,
  mergeId: string,
  from: string,
  to: string,
): Promise<Pick<Changed, 'moved' | 'twins'>> {
  const points = async (contactId: string) =>
    tx.selectFrom('contact_points').selectAll().where('contact_id', '=', contactId).orderBy('position').execute()
  const kept = await points(to)
  const { moved, twins } = mergedPoints(kept, await points(from))
  if (kept.length + moved.length > mostPoints) raise('bad_input', 'error.merge.tooManyPoints', { params: { most: mostPoints } })
  const first = Math.max(-1, ...kept.map((point) => point.position)) + 1
  for (const [at, point] of moved.entries())
    await tx
      .updateTable('contact_points')
      .set({ contact_id: to, position: first + at })
      .where('id', '=', point.id)
      .execute()
  const changed: Changed['twins'] = []
  for (const twin of twins) {
    const { base_trust, id, trust, usage } = twin.kept
    const after: Standing = { usage: twin.usage, trust: twin.trust, base_trust: surer(base_trust, twin.other.base_trust) }
    await tx.updateTable('contact_points').set(after).where('id', '=', id).execute()
    await copyProofs(tx, mergeId, twin.other.id, id)
    changed.push({ id, before: { usage, trust, base_trust }, after })
  }
  return { moved: moved.map(({ id, position }) => ({ id, position })), twins: changed }
}

/** Notes first which proofs are new to the point, so that the undo takes back these and no others. */
async function copyProofs(tx: Writer, mergeId: string, from: string, to: string): Promise<void> {
  const news = sql`from point_verifications as v where v.point_id = ${from} and not exists (
    select 1 from point_verifications as o where o.point_id = ${to} and o.interaction_id = v.interaction_id)`
  await sql`insert into merged_rows (merge_id, of_table, row_id)
    select ${mergeId}, 'point_verifications', ${to} || ' ' || v.interaction_id ${news}`.execute(tx)
  await sql`insert into point_verifications (point_id, interaction_id, at) select ${to}, v.interaction_id, v.at ${news}`.execute(
    tx,
  )
}
