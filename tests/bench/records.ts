import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyElsewhere } from '../../electron/records/verify-elsewhere.ts'
import { startBench, type Bench } from '../unit/records/support/records.ts'
import { customersOf, makeBigDatabase, type Customer } from './big-database.ts'
import { random } from './big-database-words.ts'
import { percentile, round } from './statistics.ts'

/** Copies are checked in a thread of their own, as in the app. */
const entry = new URL('../unit/records/support/verify-entry.ts', import.meta.url)
const key = 'c0'.repeat(32)

export interface RecordsFigures {
  readonly contacts: number
  readonly interactions: number
  readonly megabytes: number
  readonly makeSeconds: number
  readonly openMs: number
  /** contacts.match of a caller's number, the card with it, and the first page of the timeline; through the pipe. */
  readonly popMs: { readonly p50: number; readonly p95: number; readonly max: number }
  readonly searchMs: { readonly p50: number; readonly p95: number; readonly max: number }
  readonly callLogMs: { readonly p95: number }
}

/** Makes a database of a size and measures what an agent waits for. */
export async function measureRecords(contacts: number, interactions: number): Promise<RecordsFigures> {
  const base = mkdtempSync(join(tmpdir(), 'records-bench-'))
  const directory = join(base, 'records')
  try {
    const makeMs = await makeBigDatabase({ directory, key, contacts, interactions })
    const bench = startBench(undefined, (path, secret, signal) => verifyElsewhere(entry, path, secret, signal))
    const began = performance.now()
    await bench.ask('store.open', { directory, key, region: 'HU' })
    const openMs = performance.now() - began
    const customers = customersOf(contacts)
    const pop = await pops(bench, customers)
    const search = await searches(bench, customers)
    const log = await timed(100, () => bench.ask('interactions.callLog', { filter: 'missed', cursor: null }))
    const megabytes = Math.round(statSync(join(directory, 'courtesy.db')).size / 1_048_576)
    await bench.stop()
    return {
      contacts,
      interactions,
      megabytes,
      makeSeconds: round(makeMs / 1000, 1),
      openMs: round(openMs),
      popMs: spread(pop),
      searchMs: spread(search),
      callLogMs: { p95: round(percentile(log, 0.95)) },
    }
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

const spread = (values: readonly number[]) => ({
  p50: round(percentile(values, 0.5)),
  p95: round(percentile(values, 0.95)),
  max: round(Math.max(...values)),
})

async function timed(times: number, run: (n: number) => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await run(n)
    found.push(performance.now() - began)
  }
  return found
}

function pops(bench: Bench, customers: readonly Customer[]): Promise<number[]> {
  const draw = random(17)
  return timed(400, async () => {
    const customer = customers[Math.floor(customers.length * draw() ** 2)]
    const match = await bench.ask('contacts.match', { type: 'phone', raw: `sip:${customer?.number ?? ''}@exchange.test` })
    if (match.contactId !== customer?.id) throw new Error('the wrong customer was found')
    await bench.ask('timeline.list', { contactId: match.contactId ?? '', cursor: null })
  })
}

/** What people type: names, beginnings, numbers in any spelling, common and rare words, several words, nothing that exists. */
async function searches(bench: Bench, customers: readonly Customer[]): Promise<number[]> {
  const draw = random(19)
  const some = (): Customer => customers[Math.floor(customers.length * draw())] as Customer
  const makers = [
    () => some().name,
    () => some().name.slice(0, 3),
    () => some().number,
    () => `0${some().number.slice(3)}`,
    () => some().number.slice(0, 8),
    () => 'invoice',
    () => 'invoice sent again',
    () => 'szám',
    () => 'reklam kettle',
    () => 'gasket hinge thermostat',
    () => 'délután felmondás valve',
    () => 'in',
    () => 'Orders invoice',
    () => 'nothing like this',
    () => `customer.${Math.floor(draw() * customers.length)}@example.test`,
    () => 'pump toner Delivery délelőtt',
  ]
  return timed(480, (n) => bench.ask('search.query', { text: (makers[n % makers.length] ?? makers[0])?.() ?? '', cursor: null }))
}

if (process.argv[1] === import.meta.filename) {
  const small = await measureRecords(1000, 10_000)
  const big = await measureRecords(100_000, Number(process.argv[2] ?? 1_000_000))
  process.stdout.write(`${JSON.stringify({ small, big, popRatio: round(big.popMs.p95 / small.popMs.p95) }, null, 2)}\n`)
}
