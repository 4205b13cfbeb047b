import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { In, Out } from '#shared/contract/define.ts'
import { recordsCalls, recordsEvents } from '#shared/contract/records/index.ts'
import { rpcClient, type Pipe } from '#shared/contract/rpc.ts'
import { startRecords, type Records, type StartOptions } from '../../../../electron/records/start.ts'

type Calls = typeof recordsCalls
export type Heard = { readonly name: string; readonly payload: unknown }
export const key = 'a1'.repeat(32)

export interface Bench {
  readonly records: Records
  readonly heard: Heard[]
  /** Asks through the real pipe and schemas; throws the error as data when the call fails. */
  ask<K extends keyof Calls & string>(name: K, input: In<Calls[K]>): Promise<Out<Calls[K]>>
  stop(): Promise<void>
}

/** A fresh directory, removed by the given hook. */
export function temporaryDirectory(onEnd: (clean: () => void) => void): string {
  const path = mkdtempSync(join(tmpdir(), 'records-'))
  onEnd(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** The records process's work in this process, spoken to through a pair of pipes as from main. Messages are cloned as ports do. */
export function startBench(now?: () => string, verify?: StartOptions['verify']): Bench {
  const [there, here] = pipePair()
  const records = startRecords(there, { ...(now ? { now } : {}), ...(verify ? { verify } : {}) })
  const heard: Heard[] = []
  const client = rpcClient(
    here,
    recordsCalls,
    recordsEvents,
    (name, payload) => heard.push({ name, payload }),
    { setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as never) },
    (level, what, context) => heard.push({ name: `client.${level}.${what}`, payload: context }),
  )
  return {
    records,
    heard,
    async ask(name, input) {
      const result = await client.call(name, input)
      if (!result.ok)
        throw Object.assign(new Error(`${name}: ${result.error.kind} ${result.error.messageKey} ${result.error.detail ?? ''}`), {
          error: result.error,
        })
      return result.value
    },
    async stop() {
      await records.stop()
      client.close()
    },
  }
}

/** Two ends of a pipe; each message arrives in a turn of its own, as a structured clone. */
export function pipePair(): [Pipe, Pipe] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()]
  const end = (mine: 0 | 1): Pipe => ({
    post(message) {
      const copy: unknown = structuredClone(message)
      setImmediate(() => listeners[mine === 0 ? 1 : 0].forEach((listener) => listener(copy)))
    },
    listen(listener) {
      listeners[mine].add(listener)
      return () => listeners[mine].delete(listener)
    },
  })
  return [end(0), end(1)]
}

/** An opened records process in a fresh directory, stopped and removed at the end of the test. */
export async function openBench(
  onEnd: (clean: () => void | Promise<void>) => void,
  now?: () => string,
): Promise<Bench & { directory: string }> {
  const directory = join(temporaryDirectory(onEnd), 'records')
  const bench = startBench(now)
  onEnd(() => bench.stop())
  await bench.ask('store.open', { directory, key, region: 'HU' })
  return { ...bench, directory }
}
