import type { Handlers } from '#shared/contract/define.ts'
import type { interactionCalls } from '#shared/contract/records/interactions.ts'
import type { RecordsContext } from '../../context.ts'
import { timeline } from './list.ts'

/** A customer's history. */
export function timelineHandlers(context: RecordsContext): Handlers<Pick<typeof interactionCalls, 'timeline.list'>> {
  return { 'timeline.list': ({ contactId, cursor, limit }) => timeline(context.store().read, contactId, cursor, limit) }
}
