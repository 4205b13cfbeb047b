import type { Handlers } from '#shared/contract/define.ts'
import type { storeCalls } from '#shared/contract/records/store.ts'
import type { RecordsContext } from './context.ts'
import { importHandlers } from './import-export/index.ts'
import { availabilityHandlers } from './queries/availability/index.ts'
import { caseHandlers } from './queries/cases/index.ts'
import { contactHandlers } from './queries/contacts/index.ts'
import { cueHandlers } from './queries/cues/index.ts'
import { interactionHandlers } from './queries/interactions/index.ts'
import { keepingHandlers } from './queries/keeping/index.ts'
import { mergeHandlers } from './queries/merges/index.ts'
import { noteHandlers } from './queries/notes/index.ts'
import { pastHandlers } from './queries/past/index.ts'
import { playbookHandlers } from './queries/playbooks/index.ts'
import { recordingHandlers } from './queries/recordings/index.ts'
import { searchHandlers } from './queries/search/index.ts'
import { timelineHandlers } from './queries/timeline/index.ts'
import { mailHandlers } from './queries/mail/index.ts'

/** The calls that open and close the database; they are made by `opening.ts`, which holds it. */
export type OpeningCalls = Pick<typeof storeCalls, 'store.open' | 'store.close' | 'store.backups' | 'store.restore'>

/**
 * Every area's handlers for main. To add an area: a folder in `queries/` whose `index.ts` exports
 * `<area>Handlers(context): Handlers<typeof <area>Calls>`, and one line here.
 */
export function recordsHandlers(context: RecordsContext, opening: Handlers<OpeningCalls>) {
  return {
    ...opening,
    ...keepingHandlers(context),
    ...contactHandlers(context),
    ...mergeHandlers(context),
    ...interactionHandlers(context),
    ...caseHandlers(context),
    ...noteHandlers(context),
    ...pastHandlers(context),
    ...playbookHandlers(context),
    ...cueHandlers(context),
    ...recordingHandlers(context),
    ...availabilityHandlers(context),
    ...timelineHandlers(context),
    ...mailHandlers(context),
    ...searchHandlers(context),
    ...importHandlers(context),
  }
}
