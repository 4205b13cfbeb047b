import { uuidv7 } from 'uuidv7'
import type { mergeDeskCalls } from '#shared/contract/desk/merges.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

/** Two records become one, or two again; the calls that are going on follow. */
export function mergeHandlers({
  keeper,
  model,
  records,
}: Pick<Services, 'keeper' | 'model' | 'records'>): Handlers<typeof mergeDeskCalls> {
  const actor = (): string => model.snapshot().agent.name
  const callsOf = (contactId: string) => keeper.active().filter((each) => each.interaction.contactId === contactId)
  return {
    'contacts.merge': async ({ keptId, mergedId }) => {
      const mergeId = uuidv7()
      // What the keeper holds must be in the records first, or the undo would not know whose the call was.
      for (const { interaction } of callsOf(mergedId)) await unwrap(keeper.write(interaction.id, {}))
      const made = await unwrap(records.call('merges.make', { id: mergeId, keptId, mergedId, actor: actor() }))
      await keeper.refresh([mergedId, made.keptId])
      await keeper.matchAgain([mergedId, made.keptId])
      return { mergeId, keptId: made.keptId }
    },
    'contacts.undoMerge': async ({ mergeId }) => {
      const undone = await unwrap(records.call('merges.undo', { id: mergeId, actor: actor() }))
      for (const { interaction } of callsOf(undone.keptId)) {
        const now = await records.call('interactions.get', { id: interaction.id })
        if (now.ok) await keeper.linked(interaction.id, now.value.interaction.contactId, now.value.interaction.matchLevel)
      }
      await keeper.matchAgain([undone.mergedId, undone.keptId])
      return undone
    },
  }
}
