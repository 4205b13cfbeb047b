import type { z } from 'zod'
import iconv from 'iconv-lite'
import { raise } from '#shared/contract/result.ts'
import type { csvFormatSchema } from '#shared/contract/records/search.ts'
import { fileBytes, fileHead } from './csv-file.ts'
import { csvRecords, NotCsv, type CsvRecord } from './csv-rows.ts'
import { readContact, type CsvProblem } from './csv-contact.ts'
import type { Column, CsvTable } from './csv-width.ts'
import { guessEncoding } from './guess-encoding.ts'
import { columnNames, guessHeader, guessMapping, guessSeparator, type CsvField } from './guess-format.ts'

export type CsvFormat = z.infer<typeof csvFormatSchema>

const headBytes = 262_144
const sampleRows = 20
/** Rows looked through for the mapping and for first problems. */
const lookRows = 100
const longestCell = 200

export interface CsvPreview {
  format: CsvFormat
  columns: string[]
  mapping: Record<string, CsvField | null>
  sample: string[][]
  bytes: number
  problems: CsvProblem[]
}

/** What a file holds, from its beginning. A given format is used as it is. Throws the failures of {@link fileBytes} and `bad_input` for an unknown encoding. */
export async function previewCsv(path: string, given: CsvFormat | null, region: string): Promise<CsvPreview> {
  const bytes = await fileBytes(path)
  const head = await fileHead(path, headBytes)
  const encoding = given?.encoding ?? guessEncoding(head)
  if (!iconv.encodingExists(encoding)) raise('bad_input', 'error.csv.encoding', { params: { encoding } })
  const separator =
    given === null || given.separator === ''
      ? guessSeparator(iconv.decode(head, encoding).replace(/^\ufeff/, ''))
      : given.separator
  const records = await firstRecords(path, encoding, separator)
  if (records.length === 0) raise('bad_input', 'error.csv.empty')
  const cells = records.map((record) => record.cells)
  const header = given?.header ?? guessHeader(cells)
  const body = header ? records.slice(1) : records
  const columns = columnNames(
    cells[0] ?? [],
    header,
    header ? (cells[0]?.length ?? 0) : Math.max(...cells.map((one) => one.length)),
  )
  const mapping = guessMapping(
    columns,
    header,
    body.map((record) => record.cells),
  )
  const table = { columns: mappedColumns(columns, mapping), width: columns.length, separator }
  const problems = body.flatMap((record) => problemsOf(record, table, region))
  return {
    format: { encoding, separator, header },
    columns,
    mapping,
    sample: body.slice(0, sampleRows).map((record) => columns.map((_, at) => (record.cells[at] ?? '').slice(0, longestCell))),
    bytes,
    problems: problems.slice(0, lookRows),
  }
}

/** Columns that are mapped to a field, with their place. */
export function mappedColumns(columns: readonly string[], mapping: Readonly<Record<string, CsvField | null>>): Column[] {
  return columns.flatMap((name, at) => {
    const field = Object.hasOwn(mapping, name) ? mapping[name] : null
    return field ? [[at, name, field] as const] : []
  })
}

/** Whether a record holds nothing: an empty line, or only separators. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

function problemsOf(record: CsvRecord, table: CsvTable, region: string): CsvProblem[] {
  if (record.trouble !== null) return [{ row: record.row, column: null, messageKey: record.trouble, params: {} }]
  return readContact(record.cells, record.row, table, region).problems
}

async function firstRecords(path: string, encoding: string, separator: string): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  try {
    for await (const record of csvRecords(path, encoding, separator)) {
      if (!isBlank(record.cells)) records.push(record)
      if (records.length > lookRows) break
    }
  } catch (thrown) {
    if (!(thrown instanceof NotCsv)) throw thrown
  }
  return records
}
