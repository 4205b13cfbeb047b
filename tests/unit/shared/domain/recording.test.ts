import { expect, test } from 'vitest'
import { afterAct, beginRecording, isSilent } from '../../../../shared/domain/recording-rules.ts'
import { recordingActs, recordingPolicies, type RecordingAct, type RecordingPolicy } from '../../../../shared/domain/recording.ts'

const id = '0199f1a0-7b1c-7000-9000-000000000001'
const after = (policy: RecordingPolicy, ...acts: RecordingAct[]) => {
  const view = beginRecording(id, policy)
  return view && acts.reduce(afterAct, view)
}

test('how each policy begins', () => {
  expect(recordingPolicies.map((policy) => beginRecording(id, policy)?.state ?? null)).toEqual([
    null,
    'waiting',
    'recording',
    'ready',
  ])
})
test('by consent: nothing but their agreement records, and a refusal is for good', () => {
  for (const act of recordingActs) expect(after('consent', act)?.state === 'recording', act).toBe(act === 'agree')
  for (const act of recordingActs) expect(after('consent', 'refuse', act)?.state, act).toBe('refused')
})
test('by hand: nothing but the button records', () => {
  for (const act of recordingActs) expect(after('manual', act)?.state === 'recording', act).toBe(act === 'record')
})
test('pause and payment are silent each for itself, until both are over', () => {
  const silent = (...acts: RecordingAct[]): boolean => isSilent(after('always', ...acts) ?? expect.fail())
  expect(silent()).toBe(false)
  expect(silent('pause')).toBe(true)
  expect(silent('payment')).toBe(true)
  expect(silent('payment', 'pause', 'resume')).toBe(true)
  expect(silent('payment', 'pause', 'paid')).toBe(true)
  expect(silent('payment', 'pause', 'paid', 'resume')).toBe(false)
  // Agreed to in the middle of a payment: it begins with silence.
  expect(after('consent', 'payment', 'agree')).toMatchObject({ state: 'recording', payment: true })
})
test('an act that means nothing now leaves the very same view', () => {
  const view = beginRecording(id, 'always') ?? expect.fail()
  for (const act of ['agree', 'refuse', 'record', 'resume', 'paid'] as const) expect(afterAct(view, act)).toBe(view)
})
