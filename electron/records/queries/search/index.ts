import type { Handlers } from '#shared/contract/define.ts'
import type { searchCalls } from '#shared/contract/records/search.ts'
import type { RecordsContext } from '../../context.ts'
import { search } from './query.ts'

/** Search over everything. */
export function searchHandlers(context: RecordsContext): Handlers<Pick<typeof searchCalls, 'search.query'>> {
  return { 'search.query': ({ text, kinds, cursor, limit }) => search(context.store().read, text, kinds, cursor, limit) }
}
