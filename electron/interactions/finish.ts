import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { Result } from '#shared/contract/result.ts'
import type { dispositionCodes } from '#shared/domain/case-choices.ts'
import type { Supervised } from '../app/supervised.ts'
import type { InteractionKeeper } from './keeper.ts'

/** Ends a wrap-up: the outcome, where there is one, stands in the records before the call is closed. */
export async function finishWrapUp(
  records: Pick<Supervised<typeof recordsCalls>, 'call'>,
  keeper: InteractionKeeper,
  id: string,
  code: (typeof dispositionCodes)[number] | null,
  note: string,
): Promise<Result<null>> {
  if (code !== null) {
    const disposition = { interactionId: id, code, note, at: new Date().toISOString() }
    const put = await records.call('dispositions.put', { disposition })
    if (!put.ok) return put
  }
  return keeper.finish(id, code, note)
}
