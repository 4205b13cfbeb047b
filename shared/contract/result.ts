import type { AppError, ErrorKind } from './error.ts'

export type { AppError, ErrorKind } from './error.ts'

// No schema in here: the page takes this module before its first picture, and zod would come with it.
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Makes a failed result. `retryable` says whether the same request may succeed later without a change by the person. */
export function fail(
  kind: ErrorKind,
  messageKey: string,
  more: Partial<Pick<AppError, 'params' | 'detail' | 'retryable'>> = {},
): Result<never> {
  return { ok: false, error: { kind, messageKey, retryable: more.retryable ?? false, ...more } }
}

/** An expected failure on its way up inside one process; the border (router, rpc) turns it into a failed `Result`. */
export class Failure extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(`${error.kind}: ${error.messageKey}${error.detail === undefined ? '' : ` (${error.detail})`}`)
    this.name = 'Failure'
    this.error = error
  }
}

/** Throws an expected failure; see {@link fail} for the parameters. */
export function raise(kind: ErrorKind, messageKey: string, more: Parameters<typeof fail>[2] = {}): never {
  const failed = fail(kind, messageKey, more)
  throw new Failure(failed.ok ? unreachable() : failed.error)
}

const unreachable = (): never => {
  throw new Error('unreachable')
}

/** Turns anything thrown into an `AppError`; `unexpected` is told of what is not a {@link Failure} so that it gets logged. */
export function toAppError(thrown: unknown, unexpected: (thrown: unknown) => void): AppError {
  if (thrown instanceof Failure) return thrown.error
  unexpected(thrown)
  return { kind: 'internal', messageKey: 'error.internal', retryable: true }
}
