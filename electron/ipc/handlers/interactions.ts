import { uuidv7 } from 'uuidv7'
import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { needsCode, outcomesOf } from '#shared/domain/wrap-up.ts'
import type { Services } from '../../app/services.ts'
import { finishWrapUp } from '../../interactions/finish.ts'
import { unwrap } from './unwrap.ts'

type Names =
  | 'interaction.identify'
  | 'interaction.notThisPerson'
  | 'interaction.undoRelink'
  | 'interaction.note'
  | 'interaction.disposition'
  | 'interaction.case'
  | 'interaction.extendWrapUp'
  | 'interaction.finish'
  | 'conversation.link'

export function interactionHandlers({
  keeper,
  records,
  model,
  settings,
  wrapUps,
}: Pick<Services, 'keeper' | 'records' | 'model' | 'settings' | 'wrapUps'>): Handlers<Pick<typeof deskCalls, Names>> {
  const actor = (): string => model.snapshot().agent.name

  const offered = (queue: string | null) => outcomesOf(model.snapshot().queues, queue)

  const relink = async (id: string, contactId: string | null): Promise<{ undoId: string }> => {
    // What the keeper holds must be in the records before the link is changed there, or a late write would put the old one back.
    if (keeper.get(id)) await unwrap(keeper.write(id, {}))
    const level = contactId === null ? ('none' as const) : ('chosen' as const)
    const done = await unwrap(records.call('interactions.relink', { id, contactId, level, actor: actor(), undoId: uuidv7() }))
    await keeper.linked(id, contactId, level)
    return { undoId: done.undoId }
  }

  return {
    'interaction.identify': ({ id, contactId }) => relink(id, contactId),
    'interaction.notThisPerson': ({ id }) => relink(id, null),
    'interaction.undoRelink': async ({ undoId }) => {
      const done = await unwrap(records.call('interactions.undoRelink', { undoId }))
      await keeper.linked(done.interactionId, done.contactId, done.contactId === null ? 'none' : 'chosen')
      return null
    },
    'interaction.note': async ({ id, note }) => {
      await unwrap(keeper.write(id, { note }))
      return { keptAt: new Date().toISOString() }
    },
    'interaction.disposition': ({ id, code }) => unwrap(keeper.write(id, { disposition: code })),
    // Letters, and calls that are over, are nobody's but the records'.
    'interaction.case': ({ id, caseId }) =>
      unwrap(keeper.get(id) ? keeper.write(id, { caseId }) : records.call('interactions.setCase', { id, caseId })),
    'interaction.extendWrapUp': ({ id }) => {
      wrapUps.extend(id)
      return null
    },
    'interaction.finish': ({ id, code, note }) => {
      const known = keeper.get(id)
      if (code !== null && known && code !== known.disposition && !offered(known.queue).includes(code))
        return raise('bad_input', 'disposition.missing')
      if (code === null && needsCode(settings.get().wrapUp)) return raise('bad_input', 'disposition.missing')
      return unwrap(finishWrapUp(records, keeper, id, code, note))
    },
    'conversation.link': ({ id, contactId }) =>
      unwrap(records.call('mail.linkConversation', { id, contactId, actor: actor(), undoId: uuidv7() })),
  }
}
