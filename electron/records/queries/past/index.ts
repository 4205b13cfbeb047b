import type { Handlers } from '#shared/contract/define.ts'
import type { pastCalls } from '#shared/contract/records/past.ts'
import type { RecordsContext } from '../../context.ts'
import { createCase, patchCase } from '../cases/save.ts'
import { putNote } from '../notes/save.ts'

/** What was before: written as on any day, with another clock. */
export function pastHandlers(context: RecordsContext): Handlers<typeof pastCalls> {
  return {
    'past.note': ({ note, at }) => context.store().write((tx, changes) => putNote(tx, changes, note, at)),
    'past.case': ({ id, contactId, type, patch, at }) =>
      context.store().write(async (tx, changes) => {
        await createCase(tx, changes, { id, contactId, interactionId: null, type }, at)
        return patchCase(tx, changes, id, patch, at)
      }),
  }
}
