import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DeskModel } from '../../../../electron/app/desk-model.ts'
import { Recordings } from '../../../../electron/recordings/recordings.ts'
import { Sounds } from '../../../../electron/security/recording-protocol.ts'
import { fail, ok } from '../../../../shared/contract/result.ts'
import { OggPages } from '../../../../shared/domain/ogg-pages.ts'
import type { Recording } from '../../../../shared/domain/recording.ts'

const id = '0199f1a0-7b1c-7000-9000-000000000001'
const talked = [{ interaction: { id }, call: { phase: 'connected' } }]

/** Recordings of a line that always records; the phone window and the records are played by the test. */
function desk() {
  const userData = mkdtempSync(join(tmpdir(), 'recordings-'))
  onTestFinished(() => rmSync(userData, { recursive: true, force: true }))
  const model = new DeskModel({ agent: { name: 'Anna' }, access: { state: 'open' }, recordings: [] } as never, () => {})
  const asked: { callId: string; recordingId: string; paused: boolean }[] = []
  const rows: Recording[] = []
  const paused: boolean[] = []
  const phone = { works: true }
  const recordings = new Recordings({
    first: { userData, sounds: new Sounds(), log: () => {} },
    model,
    records: { call: async (_name: string, input: { recording: Recording }) => (rows.push(input.recording), ok(null)) } as never,
    vault: { recordingsKey: () => Buffer.alloc(32, 3) },
    phone: () =>
      ({
        call: async (_name: string, input: (typeof asked)[number]) =>
          phone.works ? (asked.push(input), ok(null)) : fail('unavailable', 'error.processDown'),
      }) as never,
    keeper: () => ({ recordingPaused: (_id: string, now: boolean) => void paused.push(now) }),
    line: () => ({ recording: 'always' }),
  })
  const piece = (sound: Uint8Array, last = false): void =>
    recordings.onPiece({ recordingId: asked[0]?.recordingId ?? '', sound: sound as Uint8Array<ArrayBuffer>, last, failed: false })
  return { model, recordings, phone, asked, rows, paused, piece, view: () => model.snapshot().recordings[0] }
}

test('a pause is shown only once the phone window is silent; one it does not take is refused and changes nothing', async () => {
  const { asked, model, paused, phone, recordings, view } = desk()
  model.set('interactions', talked as never)
  expect(view()).toMatchObject({ state: 'recording', paused: false })
  phone.works = false
  await expect(recordings.act(id, 'pause')).rejects.toThrow('unavailable')
  expect([view()?.paused, paused]).toEqual([false, []])
  phone.works = true
  await recordings.act(id, 'pause')
  expect([view()?.paused, paused, asked.map((each) => each.paused)]).toEqual([true, [true], [false, true]])
})

test('a pause in a conference is one of both recordings; one of two separate calls is not', async () => {
  const other = '0199f1a0-7b1c-7000-9000-000000000002'
  const { asked, model, recordings } = desk()
  const both = (together: boolean) =>
    [id, other].map((callId) => ({ interaction: { id: callId }, call: { callId, phase: 'connected', together } }))
  const silent = (): boolean[] => model.snapshot().recordings.map((each) => each.paused || each.payment)
  model.set('interactions', both(false) as never)
  await recordings.act(id, 'pause')
  expect(silent()).toEqual([true, false])
  // Who joins a call that is paused pauses with it.
  model.set('interactions', both(true) as never)
  await vi.waitFor(() => expect(silent()).toEqual([true, true]))
  await recordings.act(id, 'resume')
  expect(silent()).toEqual([false, false])
  await recordings.act(other, 'payment')
  expect(silent()).toEqual([true, true])
  expect(asked.filter(({ paused }) => paused).map(({ callId }) => callId)).toEqual([id, other, other, id])
  await recordings.act(id, 'paid')
  expect(silent()).toEqual([false, false])
})

test('while nothing comes it says that nothing is recorded, and goes on with the next piece', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { model, piece, recordings, rows, view } = desk()
  model.set('interactions', talked as never)
  await Promise.resolve()
  vi.advanceTimersByTime(10_500)
  expect(view()?.state).toBe('failed')
  const head = new OggPages(1).head(2, 'x')
  piece(head)
  expect(view()?.state).toBe('recording')
  model.set('interactions', [])
  expect(view()).toBeUndefined()
  piece(new Uint8Array(), true)
  await recordings.flush()
  expect(rows.at(-1)).toMatchObject({ state: 'whole', bytes: head.length })
})
