import { basename } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { AuditEvent } from '#shared/contract/records/store.ts'
import type { z } from 'zod'
import type { CsvProgress, searchCalls } from '#shared/contract/records/search.ts'
import type { CsvProblem } from './csv-contact.ts'

export type CsvOrder = z.output<(typeof searchCalls)['csv.start']['in']>

/** Name of the file of an import, without its path. */
export const fileOf = (order: CsvOrder): string => basename(order.path)

/** What an audit event of an import is about. */
export const importObject = (jobId: string): string => `import:${jobId}`

/** What an audit event says of an import: the file's name and how many rows, never what stands in them. */
export function importAudit({ order, progress }: CsvRun, action: string, at: string): AuditEvent {
  const { created, merged, problems, rows, skipped } = progress
  return {
    id: uuidv7(),
    actor: order.actor,
    action,
    object: importObject(order.jobId),
    detail: { file: fileOf(order), rows, created, merged, skipped, problems },
    at,
  }
}

/** What the steps of an import need of the job that runs them. */
export interface CsvRun {
  readonly order: CsvOrder
  readonly progress: CsvProgress
  /** Notes what is wrong with a record; it counts as a problem. */
  problem(problem: CsvProblem): void
  /** Notes why a record was left out that has nothing wrong with it. */
  remark(problem: CsvProblem): void
  /** Lets other calls be answered; throws {@link Stopped} when the job was cancelled. */
  breathe(): Promise<void>
}

/** Thrown inside a job to end it; nothing of it is kept. */
export class Stopped extends Error {
  readonly state: 'cancelled' | 'failed'
  readonly messageKey: string | null
  constructor(state: 'cancelled' | 'failed', messageKey: string | null) {
    super(messageKey ?? state)
    this.state = state
    this.messageKey = messageKey
  }
}
