import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import Papa from 'papaparse'
import { raise } from '#shared/contract/result.ts'
import type { InteractionRow } from '#shared/domain/interaction.ts'
import type { Reader } from '../database/store.ts'
import { callLog, type CallFilter } from '../queries/interactions/call-log.ts'

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
/** What spreadsheets need to read the file as UTF-8. */
const mark = '\uFEFF'

/**
 * Writes the call log, newest first, as CSV (RFC 4180, UTF-8 with a byte order mark, instants in UTC). The file appears whole or not at
 * all: it is written beside its place and renamed.
 * @returns how many calls stand in it
 * @throws Failure `storage` with the system's code when it cannot be written; what lay at the path before stays
 */
export async function exportCalls(read: Reader, path: string, filter: CallFilter): Promise<number> {
  const part = `${path}.part`
  let file: FileHandle | null = null
  try {
    file = await open(part, 'w', 0o600)
    await file.write(mark + line(callColumns))
    let rows = 0
    let cursor: string | null = null
    do {
      const page: { items: InteractionRow[]; nextCursor: string | null } = await callLog(read, filter, cursor, pageRows)
      if (page.items.length > 0) await file.write(page.items.map((row) => line(cellsOf(row))).join(''))
      rows += page.items.length
      cursor = page.nextCursor
    } while (cursor !== null)
    await file.sync()
    await file.close()
    file = null
    await rename(part, path)
    return rows
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(part, { force: true }).catch(() => undefined)
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    return raise('storage', 'error.file.notSaved', { params: { code }, retryable: true })
  }
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

/** A caller chooses their own name: a cell that a spreadsheet would run as a formula is made text (OWASP, CSV injection). A number is none. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) && !/^\+?\d+$/.test(cell) ? `'${cell}` : cell)

const line = (cells: readonly string[]): string => `${Papa.unparse([cells.map(harmless)], { newline: '\r\n' })}\r\n`
