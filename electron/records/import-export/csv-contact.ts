import type { z } from 'zod'
import type { csvProblemSchema } from '#shared/contract/records/search.ts'
import { pointKey } from '#shared/domain/contact-merge.ts'
import { readPoint, type ReadPoint } from '../queries/contacts/points.ts'
import { cutOtherwise, type CsvTable } from './csv-width.ts'
import type { CsvField } from './guess-format.ts'

export type CsvProblem = z.infer<typeof csvProblemSchema>

/** A contact as a record describes it. */
export interface CsvContact {
  readonly displayName: string
  readonly kind: 'external' | 'internal'
  readonly organizationName: string | null
  readonly city: string | null
  readonly locale: string | null
  readonly customerSince: string | null
  readonly tags: readonly string[]
  readonly note: string
  readonly points: readonly ReadPoint[]
}

/** Longest text of each field; of the rest the contract's own. */
const longest: Partial<Record<CsvField, number>> = {
  displayName: 300,
  organizationName: 300,
  city: 300,
  customerSince: 40,
  note: 20_000,
  phone: 320,
  phone2: 320,
  email: 320,
  email2: 320,
}
const internalWords = new Set([
  'internal',
  'intern',
  'belső',
  'belso',
  'interní',
  'interni',
  'colleague',
  'kollege',
  'kolléga',
  'kolega',
])

/**
 * Reads a record into a contact. Everything wrong with it is told at once, each with the column it stands in. One with more cells
 * than the file has columns is ragged, one with fewer lacks its last fields, unless another separator cut it ({@link cutOtherwise}):
 * then its cells stand in wrong columns, and nothing else is said of them.
 */
export function readContact(
  cells: readonly string[],
  row: number,
  table: CsvTable,
  region: string,
): { contact: CsvContact | null; problems: CsvProblem[] } {
  const problems: CsvProblem[] = []
  const problem = (column: string | null, messageKey: string, params: CsvProblem['params'] = {}): void =>
    void problems.push({ row, column, messageKey, params })
  const { columns, width } = table
  if (cutOtherwise(cells, table)) {
    problem(null, 'csv.problem.tooFewCells', { expected: width, found: cells.length })
    return { contact: null, problems }
  }
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    problem(null, 'csv.problem.tooManyCells', { expected: width, found: cells.length })
  const values: Partial<Record<CsvField, string>> = {}
  const names: Partial<Record<CsvField, string>> = {}
  for (const [at, name, field] of columns) {
    const value = (cells[at] ?? '').trim()
    names[field] = name
    if (value === '') continue
    if (value.includes('\u0000')) problem(name, 'csv.problem.nul')
    else if (value.includes('\ufffd')) problem(name, 'csv.problem.encoding')
    else if (value.length > (longest[field] ?? 1000)) problem(name, 'csv.problem.tooLong', { most: longest[field] ?? 1000 })
    else values[field] = value
  }
  const points = readPoints(values, names, region, problem)
  const locale = values.locale ?? null
  if (locale !== null && !/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(locale)) problem(names.locale ?? null, 'csv.problem.locale')
  const displayName = values.displayName ?? values.organizationName ?? ''
  if (displayName === '' && problems.length === 0) problem(names.displayName ?? null, 'csv.problem.noName')
  if (problems.length > 0) return { contact: null, problems }
  const contact: CsvContact = {
    displayName: displayName.replaceAll(/\s+/g, ' '),
    kind: internalWords.has((values.kind ?? '').toLowerCase()) ? 'internal' : 'external',
    organizationName: values.organizationName ?? null,
    city: values.city ?? null,
    locale,
    customerSince: values.customerSince ?? null,
    tags: tagsOf(values.tags ?? ''),
    note: values.note ?? '',
    points,
  }
  return { contact, problems }
}

function tagsOf(text: string): string[] {
  const tags = text.split(/[,;|\n]/).map((tag) => tag.trim().slice(0, 60))
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, 30)
}

function readPoints(
  values: Partial<Record<CsvField, string>>,
  names: Partial<Record<CsvField, string>>,
  region: string,
  problem: (column: string | null, key: string) => void,
): ReadPoint[] {
  const found = new Map<string, ReadPoint>()
  for (const field of ['phone', 'phone2', 'email', 'email2'] as const) {
    const value = values[field]
    if (value === undefined) continue
    const type = field.startsWith('phone') ? 'phone' : 'email'
    const read = readSeveral(type, value, region)
    if (read === null) problem(names[field] ?? null, problemOf(type, value))
    else for (const point of read) found.set(pointKey(point), found.get(pointKey(point)) ?? point)
  }
  return [...found.values()]
}

function problemOf(type: 'phone' | 'email', value: string): string {
  if (type === 'email') return 'csv.problem.address'
  return /^\d[.,]\d+E\+\d+$/i.test(value) ? 'csv.problem.scientific' : 'csv.problem.number'
}

/** One point, or several in one cell parted by `;`, `,`, `|`, a line break or ` / `; null when one of them cannot be read. */
function readSeveral(type: 'phone' | 'email', value: string, region: string): ReadPoint[] | null {
  const whole = readSure(type, value, region)
  if (whole) return [whole]
  const parts = value
    .split(/[;,|\n]|\s\/\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length < 2 || parts.length > 10) return null
  const read = parts.map((part) => readSure(type, part, region))
  return read.every((point) => point !== null) ? read : null
}

/** In a file a telephone cell must hold a number: what only might be a SIP user, or digits that no plan knows, is a slip. */
function readSure(type: 'phone' | 'email', value: string, region: string): ReadPoint | null {
  const point = readPoint(type, value, region)
  if (!point || type === 'email') return point
  return /^\+\d{7,15}$/.test(point.normalized) || /^\d{3,6}$/.test(point.normalized) ? point : null
}
