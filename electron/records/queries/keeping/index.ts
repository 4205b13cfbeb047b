import type { Handlers } from '#shared/contract/define.ts'
import type { storeCalls } from '#shared/contract/records/store.ts'
import type { RecordsContext } from '../../context.ts'
import { addAudit, listAudit } from './audit.ts'
import { getScratch, putScratch } from './scratch.ts'

type Calls = Pick<typeof storeCalls, 'scratch.put' | 'scratch.get' | 'audit.add' | 'audit.list'>

/** Half-typed words and the audit trail. */
export function keepingHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'scratch.put': (input) => putScratch(context, input.key, input.value),
    'scratch.get': (input) => getScratch(context, input.key),
    'audit.add': async (input) => {
      await context.store().write((tx) => addAudit(tx, input))
      return null
    },
    'audit.list': ({ cursor, limit }) => listAudit(context.store().read, cursor, limit),
  }
}
