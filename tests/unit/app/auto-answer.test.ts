import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { autoAnswer } from '../../../electron/app/auto-answer.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { fail, ok } from '#shared/contract/result.ts'
import type { Call } from '#shared/domain/call.ts'
import { userSettingsSchema, type UserSettings } from '#shared/settings/user-settings.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const call = (callId: string, phase: Call['phase'], after = 3): Call =>
  ({ callId, phase, direction: 'inbound', facts: { answerAsked: { mode: 'auto', after } } }) as Call

/** A desk where only what the rule reads is true to life. */
function desk(autoAnswerMode: UserSettings['autoAnswer'] = 'asked') {
  const now = {
    ready: true,
    wrapUp: false,
    calls: [] as Call[],
    result: ok(null) as ReturnType<typeof fail> | ReturnType<typeof ok>,
  }
  const asked: unknown[] = []
  const told: unknown[] = []
  const answered = vi.fn()
  const onCall = autoAnswer({
    settings: () => ({ ...userSettingsSchema.parse({}), autoAnswer: autoAnswerMode }),
    phone: () => ({ call: async (name: string, input: unknown) => (asked.push([name, input]), now.result) }) as never,
    model: {
      snapshot: () =>
        ({
          line: { presence: { ready: now.ready, reason: null } },
          interactions: [
            ...now.calls.map((one) => ({ interaction: { state: 'talk' }, call: one }) as ActiveInteraction),
            ...(now.wrapUp ? [{ interaction: { state: 'wrap_up' }, call: null } as ActiveInteraction] : []),
          ],
        }) as never,
      tell: (...what: unknown[]) => void told.push(what),
    },
    answered,
  })
  return { answered, asked, now, onCall, told }
}

test('answers once, when its time has come', async () => {
  const { answered, asked, onCall } = desk()
  onCall(call('a', 'ringing'))
  onCall(call('a', 'ringing'))
  await vi.advanceTimersByTimeAsync(2900)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toEqual([['answer', { callId: 'a', automatic: true }]])
  expect(answered).toHaveBeenCalledOnce()
})

test('a call that found the agent busy stays theirs when they are free again', async () => {
  const { asked, now, onCall } = desk()
  now.wrapUp = true
  onCall(call('a', 'ringing'))
  now.wrapUp = false
  onCall(call('a', 'ringing'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toEqual([])
})

test.each<[string, (now: ReturnType<typeof desk>['now']) => void]>([
  ['talks', (now) => now.calls.push(call('b', 'connected'))],
  ['is not ready', (now) => void (now.ready = false)],
  ['wraps up', (now) => void (now.wrapUp = true)],
])('nor when, meanwhile, the agent %s', async (_name, change) => {
  const { asked, now, onCall } = desk()
  onCall(call('a', 'ringing'))
  change(now)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toEqual([])
})

test('a call that is over or was answered by hand is left alone', async () => {
  const { asked, onCall } = desk()
  for (const phase of ['ended', 'connected'] as const) {
    onCall(call(phase, 'ringing'))
    onCall(call(phase, phase))
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toEqual([])
})

test('without a microphone it is said; a caller who gave up in that moment is not', async () => {
  const { answered, now, onCall, told } = desk()
  now.result = fail('conflict', 'error.call.notRinging')
  onCall(call('a', 'ringing', 0))
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toEqual([])
  now.result = fail('unavailable', 'error.call.noMicrophone')
  onCall(call('b', 'ringing', 0))
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toEqual([['notice', { tone: 'bad', messageKey: 'error.call.noMicrophone', params: {} }]])
  expect(answered).not.toHaveBeenCalled()
})
