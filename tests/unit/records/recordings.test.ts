import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Recording } from '../../../shared/domain/recording.ts'
import { openBench } from './support/records.ts'

vi.setConfig({ testTimeout: 60_000 })

const at = '2026-11-21T10:00:00.000Z'
const recording = (more: Partial<Recording> = {}): Recording => ({
  id: uuidv7(),
  interactionId: uuidv7(),
  policy: 'consent',
  consent: 'given',
  state: 'whole',
  startedAt: at,
  endedAt: '2026-11-21T10:01:00.000Z',
  bytes: 480_000,
  seconds: 60.02,
  sha256: 'ab'.repeat(32),
  legalHold: false,
  ...more,
})
const by = () => ({ actor: 'Anna', auditId: uuidv7() })

test('a recording is kept beside its call, written again as it goes on, oldest first', async () => {
  const { ask, heard } = await openBench(onTestFinished)
  const first = recording({ state: 'recording', endedAt: null, bytes: 0, seconds: 0, sha256: null })
  const second = recording({ interactionId: first.interactionId, startedAt: '2026-11-21T11:00:00.000Z' })
  for (const each of [second, first, recording()]) await ask('recordings.put', { recording: each })
  expect(await ask('recordings.of', { interactionId: first.interactionId })).toEqual([first, second])
  const whole = { ...recording(), id: first.id, interactionId: first.interactionId }
  await ask('recordings.put', { recording: whole })
  expect(await ask('recordings.get', { id: first.id })).toEqual(whole)
  expect(heard).toContainEqual({ name: 'changed', payload: { topics: ['recordings'], contactIds: [] } })
  await expect(ask('recordings.get', { id: uuidv7() })).rejects.toMatchObject({ error: { kind: 'not_found' } })
})

test('under legal hold it is not erased, and a late write does not lift the hold; each act is noted once', async () => {
  const { ask } = await openBench(onTestFinished, () => at)
  const kept = recording()
  const { id } = kept
  await ask('recordings.put', { recording: kept })
  for (let twice = 0; twice < 2; twice++) await ask('recordings.hold', { id, hold: true, ...by() })
  await ask('recordings.put', { recording: kept })
  await expect(ask('recordings.erase', { id, ...by() })).rejects.toMatchObject({
    error: { kind: 'denied', messageKey: 'error.recording.held' },
  })
  expect(await ask('recordings.get', { id })).toEqual({ ...kept, legalHold: true })
  await ask('recordings.hold', { id, hold: false, ...by() })
  for (let twice = 0; twice < 2; twice++) await ask('recordings.erase', { id, ...by() })
  expect((await ask('audit.list', { cursor: null })).items).toMatchObject(
    ['erase', 'release', 'hold'].map((act) => ({ action: `recording.${act}`, object: `recording:${id}`, actor: 'Anna' })),
  )
})

test('what is erased stays erased, whatever is written late; what is being recorded is not erased', async () => {
  const { ask } = await openBench(onTestFinished)
  const kept = recording()
  await ask('recordings.put', { recording: kept })
  await ask('recordings.erase', { id: kept.id, ...by() })
  await ask('recordings.put', { recording: kept })
  expect(await ask('recordings.get', { id: kept.id })).toEqual({ ...kept, state: 'erased', bytes: 0, sha256: null })
  const running = recording({ state: 'recording' })
  await ask('recordings.put', { recording: running })
  await expect(ask('recordings.erase', { id: running.id, ...by() })).rejects.toMatchObject({ error: { kind: 'conflict' } })
})
