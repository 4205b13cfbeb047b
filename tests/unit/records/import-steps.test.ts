import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CsvProgress } from '#shared/contract/records/search.ts'
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

test('while 100,000 rows come in, writes go in between, and nobody sees a row before all are there', async () => {
  const bench = await openBench(onTestFinished)
  const jobId = await start(bench, file(100_000))
  await until(bench, jobId, (one) => one.state === 'importing' && one.done > 0)
  expect(await seen(bench)).toEqual(nothing)
  // Each is answered while the import is still under way, with at most a few chunks of it in between.
  const steps: number[] = []
  const waits: number[] = []
  const done = (): number => heard(bench, jobId).at(-1)?.done ?? 0
  for (let n = 0; heard(bench, jobId).at(-1)?.state === 'importing'; n++) {
    const before = done()
    const asked = performance.now()
    await bench.ask('scratch.put', { key: 'note', value: `sentence ${n}` })
    waits.push(performance.now() - asked)
    steps.push(done() - before)
    if (n === 20) expect(await seen(bench)).toEqual(nothing)
    if (n === 21) await bench.ask('contacts.create', { id: uuidv7(), input: contact('Agent made', '+36 1 234 5678') })
    if (n === 22) expect(await seen(bench)).toMatchObject({ listed: ['Agent made'], calls: 'none', searched: 0 })
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  waits.sort((a, b) => a - b)
  console.log(
    `${waits.length} writes while 100,000 rows came in: p95 ${Math.round(waits[Math.floor(waits.length * 0.95)] ?? 0)} ms, longest ${Math.round(waits.at(-1) ?? 0)} ms`,
  )
  expect(waits.length).toBeGreaterThan(50)
  // The old way, the one write there was room for waited through all of the rows.
  expect(Math.max(...steps)).toBeLessThan(10_000)
  expect(await ended(bench, jobId)).toMatchObject({ state: 'done', created: 100_000 })
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
