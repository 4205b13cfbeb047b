import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Shelf } from '../../../../electron/recordings/shelf.ts'
import type { Recording } from '../../../../shared/domain/recording.ts'

const recording = (n: number): Recording => ({
  id: `0199f1a0-7b1c-7000-8000-00000000000${n}`,
  interactionId: '0199f1a0-7b1c-7000-9000-000000000001',
  policy: 'always',
  consent: 'not_asked',
  state: 'recording',
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: null,
  bytes: 0,
  seconds: 0,
  sha256: null,
  legalHold: false,
})

/** Begun and left as a crash leaves it. */
async function half(made: Shelf, n: number, text: string): Promise<void> {
  const writer = await made.begin(recording(n))
  onTestFinished(() => void writer.end().catch(() => undefined))
  await writer.append(Buffer.from(text))
}

function shelf() {
  const parent = mkdtempSync(join(tmpdir(), 'shelf-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  const folder = join(parent, 'recordings')
  return { folder, made: new Shelf(folder, () => Buffer.alloc(32, 5)) }
}
const failed = (id: string, error: unknown): never => {
  throw new Error(id, { cause: error })
}

test('a recording is two files of their owner alone, and neither says whose it is', async () => {
  const { folder, made } = shelf()
  const writer = await made.begin(recording(1))
  await writer.append(Buffer.from('a voice'))
  await writer.end()
  await made.settle(recording(1).id)
  expect(readdirSync(folder).toSorted()).toEqual([`${recording(1).id}.key`, `${recording(1).id}.sound`])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path).includes('a voice')).toBe(false)
    expect(readFileSync(path).includes(recording(1).interactionId)).toBe(false)
  }
  const reader = await made.open(recording(1).id)
  onTestFinished(() => reader.close())
  for await (const piece of reader.read()) expect(piece.toString()).toBe('a voice')
  expect(reader.bytes).toBe(7)
})

test('what was cut off is closed at the next start with what it is of; what is being written now is left alone', async () => {
  const { folder, made } = shelf()
  for (const n of [1, 2]) await half(made, n, 'half a call')
  const again = new Shelf(folder, () => Buffer.alloc(32, 5))
  const found = await again.closeCutOff((id) => id === recording(2).id, failed)
  expect(found).toMatchObject([{ recording: recording(1), cut: true, facts: { bytes: 11 } }])
  await again.settle(recording(1).id)
  expect(await again.closeCutOff((id) => id === recording(2).id, failed)).toEqual([])
})

test('another vault opens nothing, and what it cannot open it leaves as it is', async () => {
  const { folder, made } = shelf()
  await half(made, 1, 'x')
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  const other = new Shelf(folder, () => Buffer.alloc(32, 6))
  const told: string[] = []
  expect(
    await other.closeCutOff(
      () => false,
      (id) => told.push(id),
    ),
  ).toEqual([])
  expect(told).toEqual([recording(1).id])
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toEqual(before)
})

test('erasing takes key and sound, and one that was begun is known to the next start', async () => {
  const { folder, made } = shelf()
  const writer = await made.begin(recording(1))
  await writer.end()
  await made.settle(recording(1).id)
  made.doom(recording(1).id)
  expect(new Shelf(folder, () => Buffer.alloc(32, 5)).doomed()).toEqual([recording(1).id])
  made.erase(recording(1).id)
  expect(readdirSync(folder)).toEqual([])
  made.erase(recording(1).id)
  expect(made.doomed()).toEqual([])
})

test.each(['../vault', 'x', ''])('an id that is none leads nowhere: %s', (id) => {
  const { made } = shelf()
  expect(() => made.erase(id)).toThrow('not the id of a recording')
})
