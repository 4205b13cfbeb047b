import type { phoneCalls } from '#shared/contract/phone.ts'
import type { Result } from '#shared/contract/result.ts'
import { ringingCalls } from '#shared/domain/attention.ts'
import { callMeant } from '#shared/domain/call-meant.ts'
import type { Call } from '#shared/domain/call.ts'
import type { HeadsetAct } from '#shared/domain/headset/meaning.ts'
import type { GlobalAction } from '#shared/domain/accelerator.ts'
import type { DeskModel } from './desk-model.ts'
import type { Supervised } from './supervised.ts'

export interface CallActs {
  answer(id: string): void
  decline(id: string): void
  hangUp(id: string): void
  /** What a global key asks for, of the call it can only mean; nothing when there is none. */
  byKey(action: GlobalAction): void
  /** What a button of a headset asks for. */
  byHeadset(wanted: HeadsetAct): void
}

/**
 * Acts on calls from outside the desk: call pop, tray, notification, global keys, headsets. Answering brings the desk forward; what fails is said
 * there too.
 */
export function callActs(options: {
  phone: Pick<Supervised<typeof phoneCalls>, 'call'>
  model: Pick<DeskModel, 'snapshot' | 'tell'>
  showDesk: () => void
  open: (place: 'phone', open: null) => void
}): CallActs {
  const run = async (name: Exclude<HeadsetAct['act'], 'mute' | 'unmute'>, callId: string): Promise<void> =>
    say(await options.phone.call(name, { callId }))
  const say = (done: Result<null>): void => {
    if (done.ok) return
    options.showDesk()
    options.model.tell('notice', { tone: 'bad', messageKey: done.error.messageKey, params: done.error.params ?? {} })
  }
  const answer = (id: string): void => {
    void run('answer', id)
    options.open('phone', null)
  }
  const meant = (): Call | null => callMeant(options.model.snapshot().interactions.flatMap(({ call }) => (call ? [call] : [])))
  return {
    answer,
    decline: (id) => void run('decline', id),
    hangUp: (id) => void run('hangUp', id),
    byHeadset({ act, callId }) {
      if (act === 'answer') return answer(callId)
      if (act !== 'mute' && act !== 'unmute') return void run(act, callId)
      void options.phone.call('mute', { callId, muted: act === 'mute' }).then(say)
    },
    byKey(action) {
      const call = meant()
      switch (action) {
        case 'show':
          return options.showDesk()
        case 'answer': {
          const first = ringingCalls(options.model.snapshot().interactions)[0]
          return first ? answer(first.interaction.id) : undefined
        }
        case 'hangUp':
          return call ? void run('hangUp', call.callId) : undefined
        case 'mute':
          if (call) void options.phone.call('mute', { callId: call.callId, muted: !call.muted })
      }
    },
  }
}
