import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import Papa from 'papaparse'
import { raise } from '#shared/contract/result.ts'

/** What spreadsheets need to read the file as UTF-8. */
const mark = '\uFEFF'

/**
 * Writes rows as CSV (RFC 4180, UTF-8 with a byte order mark). The file appears whole or not at all: it is written beside its place and
 * renamed.
 * @param next the next rows as cells, and where those after them begin; null where there are none
 * @returns how many rows stand in it
 * @throws Failure `storage` with the system's code when it cannot be written; what lay at the path before stays
 */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  next: (cursor: string | null) => Promise<{ rows: readonly (readonly string[])[]; nextCursor: string | null }>,
): Promise<number> {
  const part = `${path}.part`
  let file: FileHandle | null = null
  try {
    file = await open(part, 'w', 0o600)
    await file.write(mark + line(columns))
    let count = 0
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof next>> = await next(cursor)
      if (page.rows.length > 0) await file.write(page.rows.map(line).join(''))
      count += page.rows.length
      cursor = page.nextCursor
    } while (cursor !== null)
    await file.sync()
    await file.close()
    file = null
    await rename(part, path)
    return count
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(part, { force: true }).catch(() => undefined)
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    return raise('storage', 'error.file.notSaved', { params: { code }, retryable: true })
  }
}

/** A caller chooses their own name: a cell that a spreadsheet would run as a formula is made text (OWASP, CSV injection). A number is none. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) && !/^\+?\d+$/.test(cell) ? `'${cell}` : cell)

const line = (cells: readonly string[]): string => `${Papa.unparse([cells.map(harmless)], { newline: '\r\n' })}\r\n`
