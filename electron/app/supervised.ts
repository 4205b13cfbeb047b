import type { CallMap, EventMap, In, Out } from '#shared/contract/define.ts'
import { rpcClient, type Pipe, type RpcClient } from '#shared/contract/rpc.ts'
import { fail, type Result } from '#shared/contract/result.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import type { z } from 'zod'
import type { Log } from '../diagnostics/log.ts'
import { afterCrash } from './back-off.ts'

export type ProcessView = Snapshot['processes'][number]

/** One running instance of a process or hidden window. */
export interface Instance {
  readonly pipe: Pipe
  kill(): void
}

/** How to start it. `exited` must be called once when it is gone, however it went. */
export type Launch = (exited: (reason: string) => void) => Instance

export interface Supervised<C extends CallMap> {
  start(): void
  /** Stops it for good. */
  stop(): void
  /** Replaces the running instance by a fresh one at once; no crash, so no back-off and no notice. */
  renew(): void
  /** Waits for a running instance; repeats an idempotent call once after a crash in its middle. Never rejects. */
  call<K extends keyof C & string>(name: K, input: In<C[K]>): Promise<Result<Out<C[K]>>>
  view(): ProcessView
  instance(): Instance | null
}

/**
 * Keeps one process alive.
 *
 *   stopped ──start──▶ starting ──prepare ok──▶ running ──exited──▶ restarting ──after back-off──▶ starting
 *
 * `prepare` speaks to the fresh instance before anybody else may (opens the database, sends the configuration).
 */
export function supervise<C extends CallMap, E extends EventMap>(options: {
  name: ProcessView['name']
  calls: C
  events: E
  launch: Launch
  prepare: (client: RpcClient<C>, instance: Instance) => Promise<Result<unknown>>
  /** What to do with each event; a missing one does not compile. */
  on: { readonly [K in keyof E]: (payload: z.output<E[K]>) => void }
  changed: (view: ProcessView) => void
  log: Log
}): Supervised<C> {
  const { name, log } = options
  let current: { instance: Instance; client: RpcClient<C> } | null = null
  let ready: Promise<RpcClient<C> | null> = Promise.resolve(null)
  let wanted = false
  let inARow = 0
  let renewing = false
  let startedAt = 0
  let timer: NodeJS.Timeout | null = null
  let view: ProcessView = { name, state: 'stopped', since: new Date().toISOString(), nextTryAt: null, restarts: 0 }

  const show = (patch: Partial<ProcessView>): void => {
    view = { ...view, since: new Date().toISOString(), nextTryAt: null, ...patch }
    options.changed(view)
  }

  const launch = (): void => {
    startedAt = Date.now()
    let gone = false
    const exited = (reason: string): void => {
      if (gone) return
      gone = true
      own.client.close()
      if (current === own) current = null
      if (wanted && !renewing) restart(reason)
    }
    const instance = options.launch(exited)
    const client = rpcClient(
      instance.pipe,
      options.calls,
      options.events,
      (name, payload) => options.on[name](payload),
      { setTimeout, clearTimeout: (t) => clearTimeout(t as NodeJS.Timeout) },
      (level, what, context) => log(level, what, { process: name, ...context }),
    )
    const own = { instance, client }
    current = own
    ready = prepare(own)
  }

  const prepare = async (own: { instance: Instance; client: RpcClient<C> }): Promise<RpcClient<C> | null> => {
    const prepared = await options.prepare(own.client, own.instance)
    if (current !== own) return null
    if (!prepared.ok)
      log('warn', 'process.prepare.failed', {
        process: name,
        kind: prepared.error.kind,
        messageKey: prepared.error.messageKey,
        detail: prepared.error.detail,
      })
    show({ state: 'running' })
    return own.client
  }

  const restart = (reason: string): void => {
    const after = afterCrash(inARow, Date.now() - startedAt, 1)
    inARow = after.inARow
    const delay = after.waitMs
    log('error', 'process.exited', { process: name, reason, restartInMs: delay })
    show({ state: 'restarting', restarts: view.restarts + 1, nextTryAt: new Date(Date.now() + delay).toISOString() })
    ready = new Promise((resolve) => {
      timer = setTimeout(() => {
        timer = null
        if (!wanted) return resolve(null)
        launch()
        resolve(ready)
      }, delay)
    })
  }

  return {
    start() {
      if (wanted) return
      wanted = true
      launch()
    },
    stop() {
      wanted = false
      if (timer) clearTimeout(timer)
      current?.instance.kill()
      show({ state: 'stopped' })
    },
    renew() {
      if (!wanted || current === null) return
      const old = current
      current = null
      renewing = true
      old.instance.kill()
      renewing = false
      launch()
    },
    async call(callName, input) {
      for (let attempt = 0; ; attempt++) {
        const client = await ready
        if (client === null) {
          // It died while it was being prepared: the next instance is on its way.
          if (wanted && attempt < 2) continue
          return fail('unavailable', 'error.processDown', { retryable: true })
        }
        const result = await client.call(callName, input)
        const crashed = !result.ok && result.error.messageKey === 'error.processDown'
        if (!crashed || attempt > 1 || !wanted || options.calls[callName]?.idempotent !== true) return result
      }
    },
    view: () => view,
    instance: () => current?.instance ?? null,
  }
}
