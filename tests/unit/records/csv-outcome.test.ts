import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CsvProgress } from '#shared/contract/records/search.ts'
import { settleImports } from '../../../electron/records/import-export/settle.ts'
import { ended, importFile, names } from './support/csv.ts'
import { key, openBench, startBench, temporaryDirectory, type Bench } from './support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

const lines = (rows: number, domain = 'x.test'): string =>
  `Name;Phone;Email\n${Array.from({ length: rows }, (_, at) => `Person ${at};+3630${1_000_000 + at};p${at}@${domain}`).join('\n')}\n`

async function opened(directory: string): Promise<Bench> {
  const bench = startBench()
  await bench.ask('store.open', { directory, key, region: 'HU' })
  return bench
}

/** Starts an import and stops the records in the middle of it, as a crash does: nothing more is heard of the job. */
async function cutOff(bench: Bench, path: string, at: CsvProgress['state'], duplicates: 'skip' | 'merge'): Promise<string> {
  const jobId = uuidv7()
  const { format, mapping } = await bench.ask('csv.preview', { path, format: null })
  await bench.ask('csv.start', { jobId, path, format, mapping, duplicates, onProblem: 'skip_row' })
  for (let now = await bench.ask('csv.state', { jobId }); now.state !== at; now = await bench.ask('csv.state', { jobId }))
    expect(['checking', 'importing']).toContain(now.state)
  await bench.stop()
  return jobId
}

test.each(['checking', 'importing'] as const)(
  'an import whose records process ended while it was %s: the next one says it was broken off, and nothing of it is there',
  async (state) => {
    const base = temporaryDirectory(onTestFinished)
    const path = join(base, 'customers.csv')
    writeFileSync(path, lines(20_000))
    const jobId = await cutOff(await opened(join(base, 'records')), path, state, 'skip')
    const bench = await opened(join(base, 'records'))
    onTestFinished(() => bench.stop())
    const broken = { jobId, state: 'failed', messageKey: 'csv.brokenOff', created: 0, merged: 0 }
    // At once, while what was prepared may still be taken back, and after that.
    expect(await bench.ask('csv.state', { jobId })).toMatchObject(broken)
    expect(await names(bench)).toEqual([])
    await settleImports(bench.records.context.store())
    expect(await bench.ask('csv.state', { jobId })).toMatchObject(broken)
    // and it can be tried again
    writeFileSync(path, lines(5))
    expect((await importFile(bench, path)).end).toMatchObject({ state: 'done', created: 5 })
  },
)

test('one that was decided before is said to be kept, and done once the next process has completed it', async () => {
  const base = temporaryDirectory(onTestFinished)
  const path = join(base, 'customers.csv')
  writeFileSync(path, lines(3000))
  const first = await opened(join(base, 'records'))
  expect((await importFile(first, path)).end).toMatchObject({ created: 3000 })
  writeFileSync(path, lines(4000, 'new.test'))
  const jobId = await cutOff(first, path, 'finishing', 'merge')
  const bench = await opened(join(base, 'records'))
  onTestFinished(() => bench.stop())
  const kept = { jobId, rows: 4000, created: 1000, merged: 3000, total: 4000, messageKey: null }
  expect(await bench.ask('csv.state', { jobId })).toMatchObject({ ...kept, state: 'finishing' })
  await settleImports(bench.records.context.store())
  expect(await bench.ask('csv.state', { jobId })).toMatchObject({ ...kept, state: 'done', done: 4000 })
})

test('one that ended in this process is told with its figures, also when it is long ago', async () => {
  const bench = await openBench(onTestFinished)
  const path = join(temporaryDirectory(onTestFinished), 'customers.csv')
  writeFileSync(path, `${lines(3)}Nobody;12-34-ABC-no\n`)
  const { jobId } = await importFile(bench, path)
  const figures = { state: 'done', rows: 4, created: 3, skipped: 1, problems: 1 }
  expect(await bench.ask('csv.state', { jobId })).toMatchObject(figures)
  const failed = await importFile(bench, path, { onProblem: 'stop' })
  expect(await bench.ask('csv.state', { jobId: failed.jobId })).toMatchObject({ state: 'failed', messageKey: 'csv.stopped' })
  for (let n = 0; n < 6; n++) await importFile(bench, path)
  expect(await bench.ask('csv.state', { jobId })).toMatchObject(figures)
  expect(await bench.ask('csv.state', { jobId: failed.jobId })).toMatchObject({ state: 'failed', messageKey: null })
  expect(await ended(bench, jobId)).toMatchObject(figures)
})
