import { wasMissed } from './attention.ts'
import type { Call } from './call.ts'

/** A caller who gives up sooner left nobody the time to answer; milliseconds. */
const timeToAnswer = 10_000

/**
 * Calls in a row that rang at this desk and that nobody took: somebody who is not there should not be rung on and on while customers
 * wait. Answering, declining or calling out shows that somebody is there and begins anew; a call a colleague took, or whose caller gave
 * up at once, says nothing.
 * @param inARow how many there were before
 * @param call as it ended, or as it is now
 */
export function rungOut(
  inARow: number,
  call: Pick<Call, 'phase' | 'direction' | 'startedAt' | 'answeredAt' | 'endedAt' | 'endReason'>,
): number {
  if (call.direction === 'outbound' || call.answeredAt !== null || call.endReason === 'declined') return 0
  if (!wasMissed(call) || call.endedAt === null) return inARow
  return Date.parse(call.endedAt) - Date.parse(call.startedAt) >= timeToAnswer ? inARow + 1 : inARow
}
