import type { phoneCalls } from '#shared/contract/phone.ts'
import { answersItself } from '#shared/domain/auto-answer.ts'
import type { Call } from '#shared/domain/call.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { DeskModel } from './desk-model.ts'
import type { Supervised } from './supervised.ts'

export interface AutoAnswerOptions {
  settings: () => UserSettings
  phone: () => Pick<Supervised<typeof phoneCalls>, 'call'>
  model: Pick<DeskModel, 'snapshot' | 'tell'>
  /** A call was answered: the desk shows it. */
  answered: () => void
}

/**
 * Answers calls in the agent's place where the rule says so. It is asked twice, when a call begins to ring and when its time has come: a
 * call that finds the agent busy is theirs to answer for good, and so is one they got busy under. The phone window has the last word.
 * @returns to be told of each change of a call, after it stands in the model
 */
export function autoAnswer(options: AutoAnswerOptions): (call: Call) => void {
  const seen = new Map<string, ReturnType<typeof setTimeout> | null>()
  const wait = (call: Call): number | null => {
    const { interactions, line } = options.model.snapshot()
    return answersItself(options.settings().autoAnswer, call, {
      ready: line.presence.ready,
      wrapUp: interactions.some(({ interaction }) => interaction.state === 'wrap_up'),
      calls: interactions.flatMap((each) => each.call ?? []),
    })
  }
  const answer = async (call: Call): Promise<void> => {
    if (wait(call) === null) return
    const done = await options.phone().call('answer', { callId: call.callId, automatic: true })
    if (done.ok) options.answered()
    // Given up, or the agent busy, in that very moment: there is nothing to mend. Without a microphone it goes on ringing.
    else if (done.error.kind !== 'conflict' && done.error.kind !== 'not_found')
      options.model.tell('notice', { tone: 'bad', messageKey: done.error.messageKey, params: done.error.params ?? {} })
  }
  return (call) => {
    if (call.phase !== 'ringing') {
      clearTimeout(seen.get(call.callId) ?? undefined)
      if (call.phase === 'ended') seen.delete(call.callId)
      return
    }
    if (seen.has(call.callId)) return
    const seconds = wait(call)
    seen.set(call.callId, seconds === null ? null : setTimeout(() => void answer(call), seconds * 1000))
  }
}
