import type { Call } from './call.ts'

/** A caller who gives up sooner left nobody the time to answer; milliseconds. */
const timeToAnswer = 10_000

/** Calls in a row that rang in vain, and until when the last of them rang. */
export interface RungOut {
  readonly count: number
  readonly until: string | null
}
export const noneRungOut: RungOut = { count: 0, until: null }

type Told = Pick<Call, 'phase' | 'direction' | 'startedAt' | 'answeredAt' | 'endedAt' | 'endReason'>

/**
 * Calls in a row that rang at this desk and that nobody took: somebody who is not there should not be rung on and on while customers
 * wait. Answering, declining or calling out shows that somebody is there and begins anew; a call a colleague took, whose caller gave up
 * at once, or that the exchange or a microphone lost, says nothing, and calls that rang side by side are one time of absence.
 * @param before how it stood
 * @param call as it ended, or as it is now
 * @param busy the agent talks or calls on another line: nobody answers a second call then, and is there all the same
 */
export function rungOut(before: RungOut, call: Told, busy: boolean): RungOut {
  if (busy || call.direction === 'outbound' || call.answeredAt !== null || call.endReason === 'declined') return noneRungOut
  const inVain = call.phase === 'ended' && (call.endReason === 'no_answer' || call.endReason === 'caller_gave_up')
  if (!inVain || call.endedAt === null) return before
  if (Date.parse(call.endedAt) - Date.parse(call.startedAt) < timeToAnswer) return before
  const beside = before.until !== null && call.startedAt < before.until
  return { count: before.count + (beside ? 0 : 1), until: call.endedAt }
}
