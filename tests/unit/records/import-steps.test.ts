import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CsvProgress } from '#shared/contract/records/search.ts'
import { stagedRows } from '../../../electron/records/import-export/csv-move.ts'
import { settleImports } from '../../../electron/records/import-export/settle.ts'
import { key, openBench, startBench, temporaryDirectory, type Bench } from './support/records.ts'
import { contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000 })

function file(rows: number, from = 0): string {
  const path = join(temporaryDirectory(onTestFinished), 'customers.csv')
  const lines = Array.from({ length: rows }, (_, n) => {
    const at = n + from
    return `Person ${at};+3630${1_000_000 + at};p${at}@x.test;City ${at % 50};Firm ${at % 100};${at % 10 === 0 ? `Word${at}` : ''}`
  })
  writeFileSync(path, `Name;Phone;Email;City;Company;Note\n${lines.join('\n')}\n`)
  return path
}

async function start(bench: Bench, path: string, duplicates: 'skip' | 'merge' = 'skip'): Promise<string> {
  const jobId = uuidv7()
  const { format, mapping } = await bench.ask('csv.preview', { path, format: null })
  await bench.ask('csv.start', { jobId, path, format, mapping, duplicates, onProblem: 'skip_row' })
  return jobId
}

const heard = (bench: Bench, jobId: string): CsvProgress[] =>
  bench.heard
    .filter((event) => event.name === 'csv.progress')
    .map((event) => event.payload as CsvProgress)
    .filter((progress) => progress.jobId === jobId)

/** Waits for a progress that fits. */
async function until(bench: Bench, jobId: string, fits: (progress: CsvProgress) => boolean): Promise<CsvProgress> {
  for (let tries = 0; tries < 100_000; tries++) {
    const found = heard(bench, jobId).find(fits)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`waited in vain; last was ${JSON.stringify(heard(bench, jobId).at(-1))}`)
}
const ended = (bench: Bench, jobId: string): Promise<CsvProgress> =>
  until(bench, jobId, (one) => ['done', 'failed', 'cancelled', 'later'].includes(one.state))

/** Everything an agent could find of the file's customers. */
async function seen(bench: Bench, number = '+36301000010'): Promise<object> {
  return {
    listed: (await bench.ask('contacts.list', { cursor: null, limit: 5 })).items.map((row) => row.displayName),
    typed: (await bench.ask('contacts.list', { text: 'person', cursor: null, limit: 5 })).items.length,
    searched: (await bench.ask('search.query', { text: 'person', cursor: null, limit: 5 })).items.length,
    noted: (await bench.ask('search.query', { text: 'word10', cursor: null, limit: 5 })).items.length,
    calls: (await bench.ask('contacts.match', { type: 'phone', raw: number })).level,
    same: (await bench.ask('contacts.duplicates', { input: contact('X', number), exceptId: null })).length,
  }
}
const nothing = { listed: [], typed: 0, searched: 0, noted: 0, calls: 'none', same: 0 }

test('while rows come in, writes go in between, and nobody sees a row before all are there', async () => {
  const bench = await openBench(onTestFinished)
  const rows = 20_000
  const jobId = await start(bench, file(rows))
  await until(bench, jobId, (one) => one.state === 'importing')
  // Each write is followed by the next one at once: what the import did in between tells in how small steps it goes on.
  const store = bench.records.context.store()
  const moved = async (): Promise<number> => rows - (await stagedRows(store, jobId))
  const steps: number[] = []
  let before = await moved()
  for (let n = 0; before < rows; n++) {
    await bench.ask('scratch.put', { key: 'note', value: `sentence ${n}` })
    if (n === 2) expect(await seen(bench)).toEqual(nothing)
    if (n === 3) await bench.ask('contacts.create', { id: uuidv7(), input: contact('Agent made', '+36 1 234 5678') })
    if (n === 4) expect(await seen(bench)).toMatchObject({ listed: ['Agent made'], calls: 'none', searched: 0 })
    const after = await moved()
    steps.push(after - before)
    before = after
  }
  // In one transaction, the one write there was room for would have waited through all of the rows.
  const most = Math.max(...steps)
  console.log(`${steps.length} writes while ${rows} rows came in; at most ${most} rows between two`)
  expect(steps.length).toBeGreaterThanOrEqual(10)
  expect(most).toBeLessThan(rows / 4)
  expect(await ended(bench, jobId)).toMatchObject({ state: 'done', created: rows })
  expect(await seen(bench)).toMatchObject({ typed: 5, searched: 5, noted: 5, calls: 'stated', same: 1 })
  expect((await bench.ask('contacts.list', { cursor: null, limit: 1 })).items[0]?.displayName).toBe('Agent made')
})

test('cancelled while rows come in: none of them is seen, none is left, and what an agent made stays', async () => {
  const bench = await openBench(onTestFinished)
  const jobId = await start(bench, file(8000))
  await until(bench, jobId, (one) => one.state === 'importing' && one.done > 2000)
  const own = uuidv7()
  await bench.ask('contacts.create', {
    id: own,
    input: { ...contact('Agent made', '+36 1 234 5678'), organizationName: 'Firm 7' },
  })
  await bench.ask('csv.cancel', { jobId })
  expect(await ended(bench, jobId)).toMatchObject({ state: 'cancelled', created: 0, merged: 0 })
  expect(heard(bench, jobId).map((one) => one.state)).toContain('undoing')
  const { read } = bench.records.context.store()
  for (const table of ['import_rows', 'imports', 'hidden_rows', 'notes'] as const)
    expect(await read.selectFrom(table).selectAll().execute()).toEqual([])
  expect(await read.selectFrom('contacts').select('id').execute()).toEqual([{ id: own }])
  expect(await read.selectFrom('organizations').select('name').execute()).toEqual([{ name: 'Firm 7' }])
  expect(await read.selectFrom('contact_points').select('contact_id').execute()).toEqual([{ contact_id: own }])
  expect(await seen(bench)).toMatchObject({ listed: ['Agent made'], typed: 0, searched: 0, noted: 0 })
  // Nothing of it is in the way of the next one.
  const again = await start(bench, file(300))
  expect(await ended(bench, again)).toMatchObject({ state: 'done', created: 300 })
})

test('an agent who makes contacts in the same millisecond gets row ids of their own, seen at once', async () => {
  const at = new Date().toISOString()
  const bench = await openBench(onTestFinished, () => at)
  const jobId = await start(bench, file(5000))
  await until(bench, jobId, (one) => one.state === 'importing' && one.done > 500)
  const ids = Array.from({ length: 5 }, () => uuidv7())
  for (const id of ids) await bench.ask('contacts.create', { id, input: contact(`Agent ${id}`) })
  expect((await bench.ask('contacts.list', { cursor: null, limit: 50 })).items.map((row) => row.id).toSorted()).toEqual(ids)
  expect((await bench.ask('search.query', { text: 'agent', cursor: null })).items).toHaveLength(5)
  expect(await ended(bench, jobId)).toMatchObject({ state: 'done', created: 5000 })
})

test('a decided import that was cut off is completed by the next opening', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const first = startBench()
  await first.ask('store.open', { directory, key, region: 'HU' })
  expect(await ended(first, await start(first, file(3000)))).toMatchObject({ state: 'done', created: 3000 })
  // The same customers again with new addresses, and some new ones.
  const path = join(temporaryDirectory(onTestFinished), 'again.csv')
  const lines = Array.from({ length: 4000 }, (_, at) => `Person ${at},+3630${1_000_000 + at},new${at}@x.test`)
  writeFileSync(path, `Name,Phone,Email\n${lines.join('\n')}\n`)
  const jobId = await start(first, path, 'merge')
  await until(first, jobId, (one) => one.state === 'finishing')
  await first.ask('csv.cancel', { jobId })
  await first.stop()

  const bench = startBench()
  onTestFinished(() => bench.stop())
  await bench.ask('store.open', { directory, key, region: 'HU' })
  await settleImports(bench.records.context.store())
  const { read } = bench.records.context.store()
  const count = async (table: 'contacts' | 'import_rows' | 'imports'): Promise<number> =>
    (
      await read
        .selectFrom(table)
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  expect([await count('contacts'), await count('import_rows'), await count('imports')]).toEqual([4000, 0, 0])
  const added = await read
    .selectFrom('contact_points')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('normalized', 'like', 'new%')
    .executeTakeFirstOrThrow()
  expect(added.n).toBe(4000)
  expect((await bench.ask('contacts.match', { type: 'phone', raw: '+36301000003' })).candidates[0]?.points).toMatchObject([
    { normalized: '+36301000003' },
    { normalized: 'p3@x.test' },
    { normalized: 'new3@x.test' },
  ])
})
