import { statSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import type { RecordsContext } from '../context.ts'
import { seen } from '../database/hidden.ts'
import { readContact, type CsvContact } from './csv-contact.ts'
import { Stopped, type CsvRun } from './csv-run.ts'
import { isBlank, mappedColumns } from './csv-preview.ts'
import { csvRecords, type CsvRecord } from './csv-rows.ts'
import type { CsvTable } from './csv-width.ts'
import { columnNames } from './guess-format.ts'
import { settleImports } from './settle.ts'

/** A staged record: make this contact, or add to that one. */
export interface StagedRow {
  readonly action: 'create' | 'merge'
  readonly contactId: string
  readonly contact: CsvContact
}

/** Records handled between two breaths: about ten milliseconds of work. */
const breath = 100
/** Records staged by one transaction. */
const batch = 1000
/** Numbers and addresses of the file are held in memory to find its own duplicates; more than this would take too much of it. */
const mostRows = 200_000

interface Pending {
  readonly row: number
  readonly contact: CsvContact
}

/**
 * Reads and checks every record and stages what shall be imported. Duplicates are looked for in the records and in the file itself.
 * Throws `Stopped` when cancelled or when the file changed under our hands.
 */
export async function stageRecords(context: RecordsContext, job: CsvRun): Promise<void> {
  const { order, progress } = job
  await settleImports(context.store())
  const before = statSync(order.path)
  const owners = new Owners()
  let table: CsvTable | null = null
  let pending: Pending[] = []
  let handled = 0
  for await (const record of csvRecords(order.path, order.format.encoding, order.format.separator)) {
    progress.done = Math.min(record.read, progress.total)
    if (table === null && !isBlank(record.cells)) {
      const names = columnNames(
        record.cells,
        order.format.header,
        Math.max(record.cells.length, lettersUsed(order.mapping, order.format.header)),
      )
      const { separator } = order.format
      table = { columns: mappedColumns(names, order.mapping), width: names.length, separator }
      if (table.columns.length === 0) throw new Stopped('failed', 'csv.nothingMapped')
      if (order.format.header) continue
    }
    if (table === null || isBlank(record.cells)) continue
    if (++progress.rows > mostRows) throw new Stopped('failed', 'csv.tooManyRows')
    const contact = check(job, record, table, context.region())
    if (contact) pending.push({ row: record.row, contact })
    handled++
    if (handled % breath === 0) await job.breathe()
    if (handled % batch === 0) {
      await stageBatch(context, job, owners, pending)
      pending = []
    }
  }
  await stageBatch(context, job, owners, pending)
  await job.breathe()
  const after = statSync(order.path)
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw new Stopped('failed', 'csv.changed')
}

/** Without a header the first record may be shorter than others; then the columns named in the mapping (A, B, …) say how many there are. */
function lettersUsed(mapping: Readonly<Record<string, unknown>>, header: boolean): number {
  return header ? 0 : Object.keys(mapping).length
}

function check(job: CsvRun, record: CsvRecord, table: CsvTable, region: string): CsvContact | null {
  if (record.trouble !== null) {
    job.problem({ row: record.row, column: null, messageKey: record.trouble, params: {} })
    job.progress.skipped++
    return null
  }
  const { contact, problems } = readContact(record.cells, record.row, table, region)
  for (const problem of problems) job.problem(problem)
  if (!contact) job.progress.skipped++
  return contact
}

/** Who has a number or address: contacts in the records, and contacts that earlier rows of the file make. */
class Owners {
  readonly ofFile = new Map<string, { contactId: string; row: number }>()
}

const keyOf = (point: { type: string; normalized: string; extension: string | null }): string =>
  `${point.type} ${point.normalized} ${point.extension ?? ''}`

async function stageBatch(context: RecordsContext, job: CsvRun, owners: Owners, pending: readonly Pending[]): Promise<void> {
  if (pending.length === 0) return
  const inRecords = await ownersInRecords(context, pending)
  const staged: { row: number; staged: StagedRow }[] = []
  for (const { row, contact } of pending) {
    const earlier = contact.points.map((point) => owners.ofFile.get(keyOf(point))).find((one) => one !== undefined)
    const known = contact.points.map((point) => inRecords.get(keyOf(point))).find((one) => one !== undefined)
    const owner = known ?? earlier?.contactId
    if (owner !== undefined && job.order.duplicates === 'skip') {
      job.progress.skipped++
      const remark =
        known === undefined
          ? { messageKey: 'csv.duplicate.inFile', params: { other: earlier?.row ?? 0 } }
          : { messageKey: 'csv.duplicate.inRecords', params: {} }
      job.remark({ row, column: null, ...remark })
      continue
    }
    const merge = owner !== undefined && job.order.duplicates === 'merge'
    const contactId = merge ? owner : uuidv7()
    if (merge) job.progress.merged++
    else job.progress.created++
    for (const point of contact.points) if (!owners.ofFile.has(keyOf(point))) owners.ofFile.set(keyOf(point), { contactId, row })
    staged.push({ row, staged: { action: merge ? 'merge' : 'create', contactId, contact } })
  }
  if (staged.length === 0) return
  await context.store().write(async (tx) => {
    await tx
      .insertInto('import_rows')
      .values(
        staged.map((one) => ({
          job_id: job.order.jobId,
          row: one.row,
          action: one.staged.action,
          data: JSON.stringify(one.staged),
        })),
      )
      .execute()
  })
}

async function ownersInRecords(context: RecordsContext, pending: readonly Pending[]): Promise<Map<string, string>> {
  const values = [...new Set(pending.flatMap(({ contact }) => contact.points.map((point) => point.normalized)))]
  if (values.length === 0) return new Map()
  const rows = await context
    .store()
    .read.selectFrom('contact_points as p')
    .innerJoin('contacts as c', 'c.id', 'p.contact_id')
    .select(['p.type', 'p.normalized', 'p.extension', 'c.id'])
    .where('p.normalized', 'in', values)
    .where('p.trust', '!=', 'guessed')
    .where('c.merged_into_id', 'is', null)
    .where(seen('contacts', 'c.seq'))
    .orderBy('c.seq', 'desc')
    .execute()
  return new Map(rows.map((row) => [keyOf(row), row.id]))
}
