import type { PlaybookOverrule, PlaybookTick } from '#shared/domain/playbook/marks.ts'
import type { Changes } from '../../database/changes.ts'
import { nextSeq } from '../../database/seq.ts'
import type { Writer } from '../../database/store.ts'
import { overruleOf } from './rows.ts'

/** Writes which steps of a standard are done in an interaction; what was ticked before is replaced. */
export async function putTick(tx: Writer, changes: Changes, tick: PlaybookTick): Promise<PlaybookTick> {
  const steps = [...new Set(tick.steps)].toSorted((a, b) => a - b)
  const columns = { version: tick.version, steps: JSON.stringify(steps), total: tick.total, actor: tick.actor, at: tick.at }
  await tx
    .insertInto('playbook_ticks')
    .values({ interaction_id: tick.interactionId, playbook_id: tick.playbookId, ...columns })
    .onConflict((conflict) => conflict.columns(['interaction_id', 'playbook_id']).doUpdateSet(columns))
    .execute()
  changes.add(['playbooks'])
  return { ...tick, steps }
}

/** Writes a note; one that is there already stays as it was written first. */
export async function putOverrule(tx: Writer, changes: Changes, overrule: PlaybookOverrule): Promise<PlaybookOverrule> {
  const known = await tx.selectFrom('playbook_overrules').selectAll().where('id', '=', overrule.id).executeTakeFirst()
  if (known) return overruleOf(known)
  await tx
    .insertInto('playbook_overrules')
    .values({
      seq: await nextSeq(tx, 'playbook_overrules', overrule.at),
      id: overrule.id,
      interaction_id: overrule.interactionId,
      playbook_id: overrule.playbookId,
      code: overrule.code,
      version: overrule.version,
      title: overrule.title,
      reason: overrule.reason,
      actor: overrule.actor,
      at: overrule.at,
    })
    .execute()
  changes.add(['playbooks'])
  return overrule
}
