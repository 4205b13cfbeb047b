import type { RecordsDoor } from '../../../electron/practice/customers/seed.ts'
import type { AppError } from '../../../shared/contract/result.ts'
import type { openBench } from '../records/support/records.ts'

/** The door that practice knows, to a bench's records: errors are data. */
export const doorOf = (ask: Awaited<ReturnType<typeof openBench>>['ask']): RecordsDoor => ({
  call: (name, input) =>
    ask(name, input).then(
      (value) => ({ ok: true as const, value }),
      (thrown: { error: AppError }) => ({ ok: false as const, error: thrown.error }),
    ),
})
