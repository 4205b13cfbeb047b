import { z } from 'zod'
import type { CallMap, EventMap, Handlers, In, Out } from './define.ts'
import { appErrorSchema } from './error.ts'
import { fail, ok, toAppError, type Result } from './result.ts'

/** A two-way message pipe: a utility process's parentPort, a MessagePortMain, or the pair of a window's IPC. */
export interface Pipe {
  post(message: unknown): void
  /** Registers the one listener; returns how to remove it. */
  listen(listener: (message: unknown) => void): () => void
}

export interface Clock {
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

export interface RpcLog {
  (level: 'warn' | 'error', what: string, context: Record<string, unknown>): void
}

const requestSchema = z.object({ t: z.literal('call'), id: z.number(), name: z.string(), in: z.unknown() })
const answerSchema = z.object({ t: z.literal('answer'), id: z.number(), result: z.unknown() })
const eventSchema = z.object({ t: z.literal('event'), name: z.string(), payload: z.unknown() })
const resultSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appErrorSchema }),
])

export interface RpcClient<C extends CallMap> {
  /** Never rejects: failures, timeouts and a closed pipe come back as data. */
  call<K extends keyof C & string>(name: K, input: In<C[K]>): Promise<Result<Out<C[K]>>>
  /** Fails everything that is under way (the other side died) and stops listening. */
  close(): void
}

/**
 * The asking side of a pipe. Answers and events are schema-checked here, at the receiving side.
 * @param onEvent gets each event that fits its schema; others are logged and dropped.
 */
export function rpcClient<C extends CallMap, E extends EventMap>(
  pipe: Pipe,
  calls: C,
  events: E,
  onEvent: <K extends keyof E & string>(name: K, payload: z.output<E[K]>) => void,
  clock: Clock,
  log: RpcLog,
): RpcClient<C> {
  let next = 1
  let closed = false
  const waiting = new Map<number, { name: string; settle: (result: Result<never>) => void; timer: unknown }>()
  const settle = (id: number, result: Result<never>): void => {
    const entry = waiting.get(id)
    if (!entry) return
    waiting.delete(id)
    clock.clearTimeout(entry.timer)
    entry.settle(result)
  }
  const stop = pipe.listen((message) => {
    const answer = answerSchema.safeParse(message)
    if (answer.success) {
      const entry = waiting.get(answer.data.id)
      if (!entry) return
      settle(answer.data.id, readResult(calls, entry.name, answer.data.result, log))
      return
    }
    const event = eventSchema.safeParse(message)
    if (!event.success) return
    const schema = events[event.data.name]
    const payload = schema?.safeParse(event.data.payload)
    if (payload?.success) onEvent(event.data.name as keyof E & string, payload.data as never)
    else log('error', 'rpc.event.refused', { name: event.data.name, issues: payload?.error.issues.length ?? 'unknown name' })
  })
  return {
    call(name, input) {
      if (closed) return Promise.resolve(fail('unavailable', 'error.processDown', { retryable: true }))
      const spec = calls[name]
      if (!spec) return Promise.resolve(fail('bad_input', 'error.internal', { detail: `no call ${name}` }))
      return new Promise((resolve) => {
        const id = next++
        const timer = clock.setTimeout(() => {
          log('warn', 'rpc.timeout', { name, ms: spec.timeoutMs })
          settle(id, fail('timeout', 'error.timeout', { retryable: true, detail: name }))
        }, spec.timeoutMs)
        waiting.set(id, { name, settle: resolve, timer })
        pipe.post({ t: 'call', id, name, in: input })
      })
    },
    close() {
      closed = true
      stop()
      for (const id of waiting.keys()) settle(id, fail('unavailable', 'error.processDown', { retryable: true }))
    },
  }
}

function readResult(calls: CallMap, name: string, raw: unknown, log: RpcLog): Result<never> {
  const result = resultSchema.safeParse(raw)
  if (!result.success) return fail('protocol', 'error.internal', { detail: `bad answer to ${name}` })
  if (!result.data.ok) return result.data
  const value = calls[name]?.out.safeParse(result.data.value)
  if (value?.success) return ok(value.data as never)
  log('error', 'rpc.answer.refused', { name, places: value?.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) })
  return fail('protocol', 'error.internal', { detail: `answer to ${name} does not fit its schema` })
}

export interface RpcServer<E extends EventMap> {
  emit<K extends keyof E & string>(name: K, payload: z.input<E[K]>): void
  close(): void
}

/** The serving side of a pipe: checks each request against its schema, answers with a `Result`, never throws across. */
export function rpcServer<C extends CallMap, E extends EventMap>(
  pipe: Pipe,
  calls: C,
  _events: E,
  handlers: Handlers<C>,
  log: RpcLog,
): RpcServer<E> {
  const answer = async (name: string, input: unknown): Promise<Result<unknown>> => {
    const spec = Object.hasOwn(calls, name) ? calls[name] : undefined
    const handler = spec && (handlers[name] as ((input: unknown) => unknown) | undefined)
    if (!spec || !handler) return fail('bad_input', 'error.internal', { detail: `no call ${name}` })
    const parsed = spec.in.safeParse(input)
    if (!parsed.success) return badInput(name, parsed.error)
    try {
      return ok(await handler(parsed.data))
    } catch (thrown) {
      const unexpected = (what: unknown): void =>
        log('error', 'rpc.handler.threw', { name, thrown: what instanceof Error ? what.stack : String(what) })
      return { ok: false, error: toAppError(thrown, unexpected) }
    }
  }
  const stop = pipe.listen((message) => {
    const request = requestSchema.safeParse(message)
    if (!request.success) return
    const { id, name } = request.data
    answer(name, request.data.in).then(
      (result) => pipe.post({ t: 'answer', id, result }),
      (thrown: unknown) => log('error', 'rpc.answer.threw', { name, thrown: String(thrown) }),
    )
  })
  return {
    emit: (name, payload) => pipe.post({ t: 'event', name, payload }),
    close: stop,
  }
}

/** A request that does not fit its schema: names the first place, not its value. */
export function badInput(name: string, error: z.ZodError): Result<never> {
  const first = error.issues[0]
  return fail('bad_input', 'error.badInput', { detail: `${name}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim() })
}
