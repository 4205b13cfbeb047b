import type { Handlers } from '#shared/contract/define.ts'
import type { playbookRecordCalls } from '#shared/contract/records/playbooks.ts'
import type { RecordsContext } from '../../context.ts'
import { listOverrules, marksOf } from './read.ts'
import { putOverrule, putTick } from './save.ts'

/** What was done with written standards. */
export function playbookHandlers(context: RecordsContext): Handlers<typeof playbookRecordCalls> {
  return {
    'playbookTicks.put': ({ tick }) =>
      context.store().write((tx, changes) => putTick(tx, changes, { ...tick, at: context.now() })),
    'playbookOverrules.put': ({ overrule }) =>
      context.store().write((tx, changes) => putOverrule(tx, changes, { ...overrule, at: context.now() })),
    'playbookMarks.of': ({ interactionId }) => marksOf(context.store().read, interactionId),
    'playbookOverrules.list': ({ playbookId, cursor, limit }) => listOverrules(context.store().read, playbookId, cursor, limit),
  }
}
