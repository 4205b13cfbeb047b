import type { In, Out } from '#shared/contract/define.ts'
import type { DeskBridge, DeskCallName, DeskCalls } from '#shared/contract/desk/calls.ts'
import { Failure, fail, type Result } from '#shared/contract/result.ts'

declare global {
  interface Window {
    /** Put there by the preload; missing only when the page runs outside Courtesy. */
    readonly courtesy?: DeskBridge
  }
}

export type Answer<N extends DeskCallName> = Out<DeskCalls[N]>

/** Asks main for something. Never rejects: what went wrong comes back as data. Main has checked both directions. */
export async function call<N extends DeskCallName>(name: N, input: In<DeskCalls[N]>): Promise<Result<Answer<N>>> {
  const bridge = window.courtesy
  if (!bridge) return fail('unavailable', 'error.processDown', { retryable: true, detail: 'no bridge' })
  try {
    return (await bridge.call(name, input)) as Result<Answer<N>>
  } catch (thrown) {
    return fail('internal', 'error.internal', { retryable: true, detail: `${name}: ${String(thrown)}` })
  }
}

/** The same for whoever wants an exception (TanStack Query): throws a {@link Failure}. */
export async function ask<N extends DeskCallName>(name: N, input: In<DeskCalls[N]>): Promise<Answer<N>> {
  const result = await call(name, input)
  if (result.ok) return result.value
  throw new Failure(result.error)
}

/** Listens to main's events; returns how to stop. */
export const listen = (listener: (envelopes: readonly unknown[]) => void): (() => void) =>
  window.courtesy?.listen(listener) ?? (() => undefined)
