import type { Handlers } from '#shared/contract/define.ts'
import type { storeCalls } from '#shared/contract/records/store.ts'
import type { RecordsContext } from './context.ts'
import { keepingHandlers } from './queries/keeping/index.ts'

/** The calls that open and close the database; they are made by `start.ts`, which holds it. */
export type OpeningCalls = Pick<typeof storeCalls, 'store.open' | 'store.close' | 'store.backups' | 'store.restore'>

/**
 * Every area's handlers for main. To add an area: a folder in `queries/` whose `index.ts` exports
 * `<area>Handlers(context): Handlers<typeof <area>Calls>`, and one line here.
 */
export function recordsHandlers(context: RecordsContext, opening: Handlers<OpeningCalls>) {
  return {
    ...opening,
    ...keepingHandlers(context),
  }
}
