import { z } from 'zod'
import { playbookFactsSchema } from '../../domain/playbook/facts.ts'
import { fitReasonSchema } from '../../domain/playbook/fitting.ts'
import { playbookId, playbookOverruleRowSchema, playbookOverruleSchema } from '../../domain/playbook/marks.ts'
import { playbookHeadSchema, playbookProblemSchema } from '../../domain/playbook/playbook.ts'
import { blockSchema } from '../../domain/playbook/tree.ts'
import { cursor, id, instant, limit, page } from '../common.ts'
import { call, nothing } from '../define.ts'

/** A standard that fits an interaction, and what was done with it there. */
export const fitSchema = z.object({
  head: playbookHeadSchema,
  reasons: z.array(fitReasonSchema),
  ticked: z.array(z.number().int()),
  overruled: z.object({ reason: z.string(), at: instant }).nullable(),
})
export type PlaybookFit = z.infer<typeof fitSchema>

/** Whether the team's crisis switch is on, and since when. */
export const crisisSchema = z.object({ on: z.boolean().default(false), since: instant.nullable().default(null) })

export const playbookCalls = {
  /** All standards in the language in use, by code; with words the best fitting ones first. */
  'playbooks.list': call(z.object({ text: z.string().max(200).default(''), cursor, limit }), page(playbookHeadSchema)),
  'playbooks.get': call(z.object({ id: playbookId }), z.object({ head: playbookHeadSchema, body: z.array(blockSchema) })),
  /** The standards that fit, most telling first. The crisis switch is added to the facts here. */
  'playbooks.fitting': call(z.object({ interactionId: id, facts: playbookFactsSchema }), z.array(fitSchema).max(50)),
  /** Files that are not used, each with its line and the reason. */
  'playbooks.problems': call(nothing, z.array(playbookProblemSchema)),
  'playbooks.crisis': call(nothing, crisisSchema),
  'playbooks.setCrisis': call(z.object({ on: z.boolean() }), crisisSchema),
  /** Replaces what was ticked of this standard in this interaction. Kept at once. */
  'playbook.tick': call(
    z.object({ interactionId: id, playbookId, steps: z.array(z.number().int().min(0)).max(20) }),
    z.object({ keptAt: instant }),
  ),
  /** "Common sense overrules": a note that goes to the lead. The same id again changes nothing. */
  'playbook.overrule': call(
    z.object({ id, interactionId: id, playbookId, reason: z.string().trim().min(1).max(2000) }),
    playbookOverruleSchema,
  ),
  'playbook.overrules': call(
    z.object({ playbookId: playbookId.nullable().default(null), cursor, limit }),
    page(playbookOverruleRowSchema),
  ),
} as const
