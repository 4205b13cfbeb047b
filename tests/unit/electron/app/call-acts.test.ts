import { expect, test } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { callActs } from '../../../../electron/app/call-acts.ts'
import { active } from '../../../support/desk-fake/calls.ts'

function desk(...calls: Partial<Call>[]) {
  const asked: string[] = []
  const interactions = calls.map((call, index) => active(index, null, { call: { callId: `c${index}`, ...call } }))
  const acts = callActs({
    phone: {
      call: async (name: string, input: { callId: string; muted?: boolean }) => {
        asked.push([name, input.callId, input.muted].filter((each) => each !== undefined).join(' '))
        return { ok: true, value: null }
      },
    } as never,
    model: { snapshot: () => ({ interactions }), tell: () => {} } as never,
    showDesk: () => asked.push('show'),
    open: () => asked.push('open'),
  })
  return { acts, asked }
}
const connected = { phase: 'connected' } as const

test('a global key means the call that is talked, not one that is silent because its hold is under way', () => {
  const { acts, asked } = desk({ ...connected, holdPending: true }, { ...connected, muted: true }, { ...connected, held: true })
  acts.byKey('mute')
  acts.byKey('hangUp')
  expect(asked).toEqual(['mute c1 false', 'hangUp c1'])
})

test('with nothing up they do nothing', () => {
  const { acts, asked } = desk({ phase: 'ended' })
  for (const key of ['mute', 'hangUp', 'answer'] as const) acts.byKey(key)
  expect(asked).toEqual([])
})
