import type { z } from 'zod'
import type { recordsEvents } from '#shared/contract/records/index.ts'
import { raise } from '#shared/contract/result.ts'
import type { Store } from './database/store.ts'

export type RecordsEventName = keyof typeof recordsEvents
export interface Emit {
  <K extends RecordsEventName>(name: K, payload: z.input<(typeof recordsEvents)[K]>): void
}

/** What every area of queries gets. */
export interface RecordsContext {
  /** The open database. Throws Failure `locked` (not open) when there is none. */
  store(): Store
  /** ISO 3166 region of the line, by which numbers without a country code are read. */
  region(): string
  /** Id of the line that is set up; null without one. */
  line(): string | null
  /** Instant now, ISO 8601 UTC with milliseconds. */
  now(): string
  emit: Emit
  log(level: 'info' | 'warn' | 'error', what: string, context?: Record<string, unknown>): void
}

/** For {@link RecordsContext} `store` while nothing is open. */
export function notOpen(): never {
  raise('locked', 'error.records.notOpen', { retryable: true })
}
