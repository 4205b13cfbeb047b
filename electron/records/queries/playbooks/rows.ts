import type { PlaybookOverrule, PlaybookTick } from '#shared/domain/playbook/marks.ts'
import type { RecordsTables } from '../../database/schema.ts'

/** A note as the rest of Courtesy knows it. */
export function overruleOf(row: RecordsTables['playbook_overrules']): PlaybookOverrule {
  return {
    id: row.id,
    interactionId: row.interaction_id,
    playbookId: row.playbook_id,
    code: row.code,
    version: row.version,
    title: row.title,
    reason: row.reason,
    actor: row.actor,
    at: row.at,
  }
}

/** Ticked steps as the rest of Courtesy knows them. */
export function tickOf(row: RecordsTables['playbook_ticks']): PlaybookTick {
  return {
    interactionId: row.interaction_id,
    playbookId: row.playbook_id,
    version: row.version,
    steps: JSON.parse(row.steps) as number[],
    total: row.total,
    actor: row.actor,
    at: row.at,
  }
}
