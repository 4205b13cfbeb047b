import { z } from 'zod'

/** One request/response operation: schemas of what goes in and what comes out. */
export interface CallSpec<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly in: In
  readonly out: Out
  /** May be sent again after the serving process crashed in the middle: reads, and writes that carry their own id. */
  readonly idempotent: boolean
  /** Milliseconds after which the caller gives up; long jobs report progress by events and answer at once. */
  readonly timeoutMs: number
}

export type CallMap = Readonly<Record<string, CallSpec>>
export type EventMap = Readonly<Record<string, z.ZodType>>

export type In<S extends CallSpec> = z.input<S['in']>
export type Parsed<S extends CallSpec> = z.output<S['in']>
export type Out<S extends CallSpec> = z.output<S['out']>

const timeoutMs = 15_000

/** Declares a read or a write that carries its own id, so that a repetition does no harm. */
export function call<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  more: { timeoutMs?: number } = {},
): CallSpec<I, O> {
  return { in: input, out: output, idempotent: true, timeoutMs: more.timeoutMs ?? timeoutMs }
}

/** Declares an outward act (dial, send): never repeated by itself. */
export function act<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  more: { timeoutMs?: number } = {},
): CallSpec<I, O> {
  return { in: input, out: output, idempotent: false, timeoutMs: more.timeoutMs ?? timeoutMs }
}

export const nothing = z.null()

/** Handlers for every call of a map; a missing one does not compile. Handlers throw `Failure` for expected errors. */
export type Handlers<M extends CallMap> = {
  readonly [K in keyof M]: (input: Parsed<M[K]>) => Out<M[K]> | Promise<Out<M[K]>>
}
