import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CsvProgress } from '#shared/contract/records/search.ts'
import { settleImports } from '../../../electron/records/import-export/settle.ts'
import { key, openBench, startBench, temporaryDirectory, type Bench } from './support/records.ts'
import { contact } from './support/samples.ts'

vi.setConfig({ testTimeout: 120_000 })

const events = async ({ ask }: Bench) => (await ask('audit.list', { cursor: null })).items

function file(rows: number): string {
  const path = join(temporaryDirectory(onTestFinished), 'autumn list.csv')
  const lines = Array.from({ length: rows }, (_, n) => `Secret Person ${n};+3630${1_000_000 + n}`)
  writeFileSync(path, `Name;Phone\n${lines.join('\n')}\nnobody;no number\n`)
  return path
}

async function start(bench: Bench, path: string, onProblem: 'skip_row' | 'stop' = 'skip_row'): Promise<string> {
  const jobId = uuidv7()
  const { format, mapping } = await bench.ask('csv.preview', { path, format: null })
  await bench.ask('csv.start', { jobId, path, format, mapping, duplicates: 'skip', onProblem, actor: 'Anna' })
  return jobId
}

const reached = async (bench: Bench, jobId: string, ...states: string[]): Promise<void> => {
  await vi.waitFor(
    () => {
      const seen = bench.heard.flatMap(({ name, payload }) => (name === 'csv.progress' ? [payload as CsvProgress] : []))
      expect(seen.filter((one) => one.jobId === jobId && states.includes(one.state))).not.toEqual([])
    },
    { timeout: 60_000, interval: 5 },
  )
}

test('an import is noted once with its file and its figures, never with its path or anybody in it', async () => {
  const bench = await openBench(onTestFinished)
  const jobId = await start(bench, file(20))
  await reached(bench, jobId, 'done')
  const [event, ...more] = await events(bench)
  expect(more).toEqual([])
  expect(event).toMatchObject({
    actor: 'Anna',
    action: 'import',
    object: `import:${jobId}`,
    detail: { file: 'autumn list.csv', rows: 21, created: 20, merged: 0, skipped: 1, problems: 1 },
  })
  expect(JSON.stringify(event)).not.toMatch(/Secret|\+3630|\/tmp/)
})

test('one that is cancelled, one that is stopped by a problem: one event each', async () => {
  const bench = await openBench(onTestFinished)
  const stopped = await start(bench, file(20), 'stop')
  await reached(bench, stopped, 'failed')
  const cancelled = await start(bench, file(20_000))
  await reached(bench, cancelled, 'importing')
  await bench.ask('csv.cancel', { jobId: cancelled })
  await reached(bench, cancelled, 'cancelled')
  expect((await events(bench)).map(({ action, object }) => [action, object])).toEqual([
    ['import.cancel', `import:${cancelled}`],
    ['import.fail', `import:${stopped}`],
  ])
})

test('one that was cut off in the middle is noted when it is taken back', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const first = startBench()
  await first.ask('store.open', { directory, key, region: 'HU' })
  const jobId = await start(first, file(20_000))
  await reached(first, jobId, 'importing')
  await first.stop()
  const bench = startBench()
  onTestFinished(() => bench.stop())
  await bench.ask('store.open', { directory, key, region: 'HU' })
  await settleImports(bench.records.context.store())
  expect(await events(bench)).toMatchObject([
    { actor: 'Anna', action: 'import.cutOff', object: `import:${jobId}`, detail: { file: 'autumn list.csv' } },
  ])
})

test('a copy that was put back says so itself, from its first opening', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const first = startBench()
  await first.ask('store.open', { directory, key, region: 'HU' })
  await first.ask('contacts.create', { id: uuidv7(), input: contact('Anna') })
  await first.stop()
  const second = startBench()
  await second.ask('store.open', { directory, key, region: 'HU' })
  await vi.waitFor(() => expect(readdirSync(join(directory, 'backups')).filter((name) => name.endsWith('.db'))).toHaveLength(1), {
    timeout: 20_000,
  })
  await second.stop()
  const bench = startBench()
  onTestFinished(() => bench.stop())
  const [copy] = await bench.ask('store.backups', { directory })
  await bench.ask('store.restore', { directory, key, name: copy?.name ?? '', actor: 'Béla' })
  await bench.ask('store.open', { directory, key, region: 'HU' })
  expect(await events(bench)).toMatchObject([{ actor: 'Béla', action: 'restore', object: `copy:${copy?.name}`, detail: {} }])
  expect((await bench.ask('contacts.list', { text: 'anna', cursor: null })).items).toHaveLength(1)
  // The copy itself is as it was, and nothing of the work is left beside it.
  expect(readdirSync(join(directory, 'backups'))).toEqual([copy?.name])
  expect(readdirSync(directory).filter((name) => name.includes('restoring'))).toEqual([])
})

test('the trail is read newest first, page by page, each event once; the same id again adds nothing', async () => {
  const bench = await openBench(onTestFinished)
  const ids = Array.from({ length: 7 }, () => uuidv7())
  const event = { actor: 'Anna', object: 'deck:starter', detail: { revision: 2 }, at: '2026-11-21T10:00:00.000Z' }
  for (const id of [...ids, ids[0] ?? '']) await bench.ask('audit.add', { ...event, id, action: 'deck.save' })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof bench.ask<'audit.list'>>> = await bench.ask('audit.list', { cursor, limit: 3 })
    seen.push(...page.items.map((one) => one.id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
  expect((await events(bench))[0]).toEqual({ ...event, id: ids.at(-1), action: 'deck.save' })
})
