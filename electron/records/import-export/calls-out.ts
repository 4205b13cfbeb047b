import type { InteractionRow } from '#shared/domain/interaction.ts'
import type { Reader } from '../database/store.ts'
import { callLog, type CallFilter } from '../queries/interactions/call-log.ts'
import { writeCsv } from './csv-out.ts'

/** Names of the columns; they stay the same in every language, for programs that read the file. */
export const callColumns = [
  'started',
  'answered',
  'ended',
  'direction',
  'result',
  'number',
  'name',
  'queue',
  'menu',
  'wrap_up',
  'case',
  'ring_seconds',
  'talk_seconds',
] as const

const pageRows = 200

/** Writes the call log, newest first, as CSV, instants in UTC. Answers with how many calls stand in it. Errors as {@link writeCsv}. */
export function exportCalls(read: Reader, path: string, filter: CallFilter): Promise<number> {
  return writeCsv(path, callColumns, async (cursor) => {
    const { items, nextCursor } = await callLog(read, filter, cursor, pageRows)
    return { rows: items.map(cellsOf), nextCursor }
  })
}

/** One call as cells, in the order of {@link callColumns}; the same for every reader, so nothing is translated. */
export function cellsOf(row: InteractionRow): string[] {
  const seconds = (from: string | null, to: string | null): string =>
    from === null || to === null ? '' : String(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)))
  return [
    row.startedAt,
    row.answeredAt ?? '',
    row.endedAt ?? '',
    row.direction,
    row.outcome ?? '',
    row.remote ?? '',
    row.contactName ?? row.remoteName ?? '',
    row.queue ?? '',
    row.ivrOption ?? '',
    row.disposition ?? '',
    row.caseType ?? '',
    seconds(row.startedAt, row.answeredAt ?? row.endedAt),
    seconds(row.answeredAt, row.endedAt),
  ]
}
