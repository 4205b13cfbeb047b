import { agentStates, type AgentDay } from '#shared/domain/agent-day.ts'
import type { Reader } from '../database/store.ts'
import { listDays, ownZone } from '../queries/availability/days.ts'
import { writeCsv } from './csv-out.ts'

/** Names of the columns; they stay the same in every language, for programs that read the file. */
export const stateColumns = [
  'day',
  'agent',
  'first_in',
  'last_out',
  'cut_off',
  ...agentStates.map((state) => `${state}_seconds` as const),
] as const

/** Writes the days of all agents, newest first, as CSV: local days, instants in UTC, whole seconds. Errors as {@link writeCsv}. */
export function exportStates(read: Reader, path: string, now: string): Promise<number> {
  const zone = ownZone()
  return writeCsv(path, stateColumns, async (cursor) => {
    const { items, nextCursor } = await listDays(read, cursor, zone, now)
    return { rows: items.map(cellsOf), nextCursor }
  })
}

const cellsOf = ({ agent, cutOff, day, firstIn, lastOut, totals }: AgentDay): string[] => [
  day,
  agent,
  firstIn ?? '',
  lastOut ?? '',
  cutOff ? 'yes' : '',
  ...agentStates.map((state) => String(Math.floor(totals[state] / 1000))),
]
