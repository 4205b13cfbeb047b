import type { Handlers } from '#shared/contract/define.ts'
import type { availabilityCalls } from '#shared/contract/records/availability.ts'
import type { interactionCalls } from '#shared/contract/records/interactions.ts'
import type { searchCalls } from '#shared/contract/records/search.ts'
import type { RecordsContext } from '../context.ts'
import { exportCalls } from './calls-out.ts'
import { fileBytes } from './csv-file.ts'
import { CsvJobs } from './csv-job.ts'
import { csvOutcome } from './csv-outcome.ts'
import { previewCsv } from './csv-preview.ts'
import { exportStates } from './states-out.ts'

/** Contacts from CSV files; the call log and the days of agents into one. */
export function importHandlers(
  context: RecordsContext,
): Handlers<
  Pick<typeof searchCalls, 'csv.preview' | 'csv.start' | 'csv.cancel' | 'csv.state' | 'csv.problems'> &
    Pick<typeof interactionCalls, 'calls.export'> &
    Pick<typeof availabilityCalls, 'states.export'>
> {
  const jobs = new CsvJobs()
  return {
    'calls.export': async ({ filter, path }) => ({ rows: await exportCalls(context.store().read, path, filter) }),
    'states.export': async ({ path }) => ({ rows: await exportStates(context.store().read, path, context.now()) }),
    'csv.preview': ({ path, format }) => previewCsv(path, format, context.region()),
    'csv.start': async (order) => {
      const total = await fileBytes(order.path)
      context.store()
      jobs.start(context, order, total)
      return null
    },
    'csv.cancel': ({ jobId }) => {
      jobs.cancel(jobId)
      return null
    },
    'csv.state': ({ jobId }) => jobs.progress(jobId) ?? csvOutcome(context, jobId),
    'csv.problems': ({ jobId, cursor, limit }) => jobs.problems(jobId, cursor, limit),
  }
}
