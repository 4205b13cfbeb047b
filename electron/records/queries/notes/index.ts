import type { Handlers } from '#shared/contract/define.ts'
import type { interactionCalls } from '#shared/contract/records/interactions.ts'
import type { RecordsContext } from '../../context.ts'
import { putNote, removeNote } from './save.ts'

type Calls = Pick<typeof interactionCalls, 'notes.put' | 'notes.remove'>

/** Notes on a contact. */
export function noteHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'notes.put': ({ note }) => context.store().write((tx, changes) => putNote(tx, changes, note, context.now())),
    'notes.remove': async ({ id }) => {
      await context.store().write((tx, changes) => removeNote(tx, changes, id))
      return null
    },
  }
}
