import type { Handlers } from '#shared/contract/define.ts'
import type { interactionCalls } from '#shared/contract/records/interactions.ts'
import type { RecordsContext } from '../../context.ts'
import { relink } from '../links/relink.ts'
import { undoRelink } from '../links/undo.ts'
import { callLog } from './call-log.ts'
import { putDisposition } from './disposition.ts'
import { getInteraction, unfinishedInteractions } from './get.ts'
import { putInteraction } from './put.ts'
import { setCase } from './set-case.ts'
import { putQuality, qualityOfCall } from './quality.ts'

type Calls = Pick<
  typeof interactionCalls,
  | 'interactions.put'
  | 'interactions.get'
  | 'interactions.unfinished'
  | 'interactions.callLog'
  | 'interactions.setCase'
  | 'interactions.putQuality'
  | 'interactions.quality'
  | 'interactions.relink'
  | 'interactions.undoRelink'
  | 'dispositions.put'
>

/** Calls and visits: their life, log, links and outcome. */
export function interactionHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'interactions.put': async ({ interaction, segments }) => {
      await context.store().write(async (tx, changes) => {
        const written = await putInteraction(tx, interaction, segments, { now: context.now(), line: context.line() })
        if (written) changes.add(['interactions', 'timeline', 'contacts'], interaction.contactId)
      })
      return null
    },
    'interactions.get': ({ id }) => getInteraction(context.store().read, id),
    'interactions.unfinished': () => unfinishedInteractions(context.store().read),
    'interactions.callLog': ({ filter, cursor, limit }) => callLog(context.store().read, filter, cursor, limit),
    'interactions.setCase': async ({ id, caseId }) => {
      await context.store().write((tx, changes) => setCase(tx, changes, id, caseId))
      return null
    },
    'interactions.putQuality': async ({ interactionId, figures }) => {
      await context.store().write((tx) => putQuality(tx, interactionId, figures))
      return null
    },
    'interactions.quality': async ({ interactionId }) => ({
      figures: await qualityOfCall(context.store().read, interactionId),
    }),
    'interactions.relink': (input) =>
      context.store().write((tx, changes) => relink(tx, changes, { ...input, now: context.now() })),
    'interactions.undoRelink': ({ undoId }) =>
      context.store().write((tx, changes) => undoRelink(tx, changes, undoId, context.now())),
    'dispositions.put': async ({ disposition }) => {
      await context.store().write((tx, changes) => putDisposition(tx, changes, disposition, context.now()))
      return null
    },
  }
}
