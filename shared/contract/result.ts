import { z } from 'zod'

/** Kinds of expected failure. `internal` is the one unexpected kind: it has been logged with context where it happened. */
export const errorKinds = [
  'bad_input',
  'not_found',
  'conflict',
  'denied',
  'locked',
  'unavailable',
  'timeout',
  'network',
  'auth',
  'certificate',
  'protocol',
  'storage',
  'too_new',
  'damaged',
  'cancelled',
  'internal',
] as const

/**
 * An expected failure as data. `messageKey` is a key of `shared/i18n` (namespace `error`), `params` fills its places,
 * `detail` is a technical line for the log and the "details" fold, already free of secrets and customer data.
 */
export const appErrorSchema = z.object({
  kind: z.enum(errorKinds),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  detail: z.string().optional(),
  retryable: z.boolean(),
})
export type AppError = z.infer<typeof appErrorSchema>
export type ErrorKind = AppError['kind']

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
