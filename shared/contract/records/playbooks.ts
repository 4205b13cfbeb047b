import { z } from 'zod'
import { playbookId, playbookOverruleRowSchema, playbookOverruleSchema, playbookTickSchema } from '../../domain/playbook/marks.ts'
import { cursor, id, limit, page } from '../common.ts'
import { call } from '../define.ts'

/** What was done with written standards. The standards themselves are files and stay with main. */
export const playbookRecordCalls = {
  /** All ticked steps of one standard in one interaction; replaces what was ticked before. */
  'playbookTicks.put': call(z.object({ tick: playbookTickSchema.omit({ at: true }) }), playbookTickSchema),
  /** The same id again changes nothing. */
  'playbookOverrules.put': call(z.object({ overrule: playbookOverruleSchema.omit({ at: true }) }), playbookOverruleSchema),
  /** Ticks and notes of an interaction; of several notes about one standard the newest. */
  'playbookMarks.of': call(
    z.object({ interactionId: id }),
    z.object({ ticks: z.array(playbookTickSchema), overrules: z.array(playbookOverruleSchema) }),
  ),
  /** Notes for the lead, newest first: about one standard or all. */
  'playbookOverrules.list': call(
    z.object({ playbookId: playbookId.nullable().default(null), cursor, limit }),
    page(playbookOverruleRowSchema),
  ),
} as const
