import type { Handlers } from '#shared/contract/define.ts'
import type { interactionCalls } from '#shared/contract/records/interactions.ts'
import type { RecordsContext } from '../../context.ts'
import { getCase, listCases } from './read.ts'
import { createCase, patchCase } from './save.ts'

type Calls = Pick<typeof interactionCalls, 'cases.create' | 'cases.patch' | 'cases.get' | 'cases.list'>

/** Cases. */
export function caseHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'cases.create': (input) => context.store().write((tx, changes) => createCase(tx, changes, input, context.now())),
    'cases.patch': ({ id, patch }) => context.store().write((tx, changes) => patchCase(tx, changes, id, patch, context.now())),
    'cases.get': ({ id }) => getCase(context.store().read, id),
    'cases.list': ({ contactId, open, cursor, limit }) => listCases(context.store().read, { contactId, open }, cursor, limit),
  }
}
