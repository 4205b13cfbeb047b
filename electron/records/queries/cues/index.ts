import type { Handlers } from '#shared/contract/define.ts'
import type { cueCalls } from '#shared/contract/records/cues.ts'
import type { RecordsContext } from '../../context.ts'
import { cueFigures } from './figures.ts'
import { listCueEvents } from './list.ts'
import { putCueEvent } from './put.ts'
import { tracedInteractions } from './traced.ts'

/** Moments of cues, their figures, and what was known in an interaction. */
export function cueHandlers(context: RecordsContext): Handlers<typeof cueCalls> {
  return {
    'cues.put': async ({ events }) => {
      await context.store().write(async (tx) => {
        for (const event of events) await putCueEvent(tx, event)
      })
      return null
    },
    'cues.list': ({ interactionId }) => listCueEvents(context.store().read, interactionId),
    'cues.figures': (input) => cueFigures(context.store().read, input),
    'cues.putTrace': async ({ interactionId, trace, at }) => {
      await context.store().write(async (tx) => {
        await tx
          .insertInto('cue_traces')
          .values({ interaction_id: interactionId, trace, at })
          .onConflict((conflict) => conflict.column('interaction_id').doUpdateSet({ trace, at }))
          .execute()
      })
      return null
    },
    'cues.traced': ({ limit }) => tracedInteractions(context.store().read, limit),
    'cues.trace': async ({ interactionId }) => {
      const row = await context
        .store()
        .read.selectFrom('cue_traces')
        .select('trace')
        .where('interaction_id', '=', interactionId)
        .executeTakeFirst()
      return { trace: row?.trace ?? null }
    },
  }
}
