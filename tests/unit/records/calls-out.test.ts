import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { callColumns } from '../../../electron/records/import-export/calls-out.ts'
import { openBench, temporaryDirectory } from './support/records.ts'
import { call } from './support/samples.ts'

test('the call log as a file: every call, newest first, cells in their columns, nothing a spreadsheet would run', async () => {
  const { ask } = await openBench(onTestFinished)
  const path = join(temporaryDirectory(onTestFinished), 'calls.csv')
  const put = (more: Parameters<typeof call>[0]) =>
    ask('interactions.put', { interaction: call({ id: uuidv7(), ...more }), segments: [] })
  for (let n = 0; n < 205; n++)
    await put({ remote: '+36301234567', startedAt: new Date(Date.UTC(2026, 10, 1, 8, n)).toISOString(), outcome: 'answered' })
  await put({
    remote: '+36301234567',
    remoteName: '=HYPERLINK("http://evil.example","Anna")',
    queue: 'Orders, "big"\nand small',
    startedAt: '2026-11-02T08:00:00.000Z',
    answeredAt: '2026-11-02T08:00:07.000Z',
    endedAt: '2026-11-02T08:02:07.000Z',
    outcome: 'missed',
  })
  expect(await ask('calls.export', { path, filter: 'all' })).toEqual({ rows: 206 })
  const text = readFileSync(path, 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true })
  expect(data).toHaveLength(206)
  expect(Object.keys(data[0] ?? {})).toEqual([...callColumns])
  expect(data[0]).toMatchObject({
    started: '2026-11-02T08:00:00.000Z',
    number: '+36301234567',
    name: '\'=HYPERLINK("http://evil.example","Anna")',
    queue: 'Orders, "big"\nand small',
    ring_seconds: '7',
    talk_seconds: '120',
  })
  const started = data.map((row) => row['started'] ?? '')
  expect(started).toEqual(started.toSorted((a, b) => b.localeCompare(a)))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await ask('calls.export', { path, filter: 'missed' })).toEqual({ rows: 1 })
})

test('a place that cannot be written is said, and what lay there stays', async () => {
  const { ask } = await openBench(onTestFinished)
  const folder = temporaryDirectory(onTestFinished)
  const path = join(folder, 'calls.csv')
  writeFileSync(path, 'before')
  mkdirSync(`${path}.part`)
  await expect(ask('calls.export', { path, filter: 'all' })).rejects.toMatchObject({
    error: { kind: 'storage', messageKey: 'error.file.notSaved' },
  })
  expect(readFileSync(path, 'utf8')).toBe('before')
  await expect(ask('calls.export', { path: join(folder, 'no', 'such.csv'), filter: 'all' })).rejects.toMatchObject({
    error: { kind: 'storage', params: { code: 'ENOENT' } },
  })
  expect(existsSync(join(folder, 'no'))).toBe(false)
})
