import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { supervise, type Supervised } from '../../../electron/app/supervised.ts'
import { act, call, nothing, type Handlers } from '../../../shared/contract/define.ts'
import { ok } from '../../../shared/contract/result.ts'
import { rpcServer, type Pipe } from '../../../shared/contract/rpc.ts'

const calls = { read: call(nothing, z.number()), send: act(nothing, z.number()), double: call(z.number(), z.number()) }

/** Two ends of a pipe in one process. */
function pair(): { near: Pipe; far: Pipe } {
  const ears: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()]
  const end = (own: 0 | 1): Pipe => ({
    post: (message) => queueMicrotask(() => ears[own === 0 ? 1 : 0].forEach((hear) => hear(structuredClone(message)))),
    listen: (hear) => {
      ears[own].add(hear)
      return () => ears[own].delete(hear)
    },
  })
  return { near: end(0), far: end(1) }
}

interface Life {
  exit: (reason: string) => void
  calls: string[]
}
let lives: Life[] = []
let views: string[] = []
let hang = false
let process: Supervised<typeof calls>

beforeEach(() => {
  vi.useFakeTimers()
  lives = []
  views = []
  hang = false
  const log = (): void => undefined
  process = supervise({
    name: 'records',
    calls,
    events: {},
    launch: (exited) => {
      const { near, far } = pair()
      const life: Life = { exit: exited, calls: [] }
      lives.push(life)
      const say = <T>(name: string, value: T): T | Promise<T> => {
        life.calls.push(name)
        return hang ? new Promise<T>(() => undefined) : value
      }
      const handlers: Handlers<typeof calls> = {
        read: () => say('read', lives.length),
        send: () => say('send', lives.length),
        double: (x) => x * 2,
      }
      rpcServer(far, calls, {}, handlers, log)
      return { pipe: near, kill: () => exited('killed') }
    },
    prepare: () => Promise.resolve(ok(null)),
    on: {},
    changed: (view) => views.push(view.state),
    log,
  })
  process.start()
})
afterEach(() => vi.useRealTimers())

test('answers come from the running instance', async () => {
  expect(await process.call('double', 21)).toEqual({ ok: true, value: 42 })
  expect(views).toEqual(['running'])
})
test('a crash in the middle: a read is asked again of the next instance, an outward act is not', async () => {
  hang = true
  const read = process.call('read', null)
  const send = process.call('send', null)
  await vi.advanceTimersByTimeAsync(1)
  hang = false
  lives[0]?.exit('killed by a test')
  await vi.advanceTimersByTimeAsync(1000)
  expect(await read).toEqual({ ok: true, value: 2 })
  expect(await send).toMatchObject({ ok: false, error: { kind: 'unavailable', retryable: true } })
  expect(lives.flatMap((life) => life.calls).filter((name) => name === 'send')).toHaveLength(1)
})
test('what is asked while it restarts waits for it', async () => {
  await vi.advanceTimersByTimeAsync(1)
  lives[0]?.exit('gone')
  lives[0]?.exit('told twice')
  expect(process.view()).toMatchObject({ state: 'restarting', restarts: 1 })
  const read = process.call('read', null)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await read).toEqual({ ok: true, value: 2 })
})
test('crashing again and again waits longer each time, up to half a minute', async () => {
  for (let index = 0; index < 12; index++) {
    lives.at(-1)?.exit('again')
    await vi.advanceTimersByTimeAsync(31_000)
  }
  expect(lives).toHaveLength(13)
  lives.at(-1)?.exit('again')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(lives).toHaveLength(13)
})
test('stopped is stopped', async () => {
  process.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lives).toHaveLength(1)
  expect(await process.call('read', null)).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
})
