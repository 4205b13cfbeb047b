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
