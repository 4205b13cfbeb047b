import { expect, test, vi, onTestFinished } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { LineView } from '#shared/contract/desk/state.ts'
import { fail, ok } from '#shared/contract/result.ts'
import type { LineWord } from '#shared/domain/line.ts'
import { StateLog } from '../../../../electron/availability/state-log.ts'
import { firstLine } from '../../../support/first-line.ts'

const base = firstLine()
const line = (word: LineWord, reason: string | null = null): LineView => ({
  ...base,
  word,
  presence: { ready: word !== 'not_ready', reason },
})

function bench() {
  vi.useFakeTimers({ now: Date.parse('2026-11-30T08:00:00.000Z') })
  onTestFinished(() => void vi.useRealTimers())
  const told: { name: string; state?: string; reason?: string | null; at: string; id?: string; sessionId: string }[] = []
  const disk = { full: false }
  const log = new StateLog({
    records: {
      call: (async (name: string, input: (typeof told)[0]) => {
        if (disk.full) return fail('storage', 'error.file.notSaved', { retryable: true })
        told.push({ ...input, name })
        return ok(null)
      }) as never,
    },
    agent: () => 'Anna',
    newId: uuidv7,
    log: () => undefined,
  })
  return { told, disk, log, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}
const said = (told: ReturnType<typeof bench>['told']) => told.map(({ name, reason, state }) => [name, state, reason])

test('each change once, that it lasts every half minute, and the sign-out last', async () => {
  const { log, pass, told } = bench()
  log.show(line('connecting'))
  await pass(100)
  // Nobody is signed in before the records are open.
  expect(told).toEqual([])
  log.begin(line('connecting'))
  log.show(line('ready'))
  log.show(line('ready'))
  log.show(line('not_ready', 'lunch'))
  await pass(30_100)
  await log.end()
  log.show(line('ready'))
  await pass(60_000)
  expect(said(told)).toEqual([
    ['states.note', 'offline', null],
    ['states.note', 'ready', null],
    ['states.note', 'not_ready', 'lunch'],
    ['states.note', 'not_ready', 'lunch'],
    ['states.end', undefined, undefined],
  ])
  expect(told.at(-1)?.at).toBe('2026-11-30T08:00:30.200Z')
  expect(new Set(told.map(({ sessionId }) => sessionId)).size).toBe(1)
})

test('what cannot be written is kept in order with its own instants, and written when it can be', async () => {
  const { disk, log, pass, told } = bench()
  disk.full = true
  log.begin(line('ready'))
  await pass(1000)
  log.show(line('ringing'))
  await pass(1000)
  log.show(line('in_call'))
  await pass(60_000)
  expect(told).toEqual([])
  disk.full = false
  await pass(3_000)
  expect(said(told).map(([, state]) => state)).toEqual(['ready', 'ringing', 'in_call'])
  expect(told.map(({ at }) => at)).toEqual(['2026-11-30T08:00:00.000Z', '2026-11-30T08:00:01.000Z', '2026-11-30T08:00:02.000Z'])
})
