import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync, openSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi, type TestContext } from 'vitest'
import { settleImports } from '../../../electron/records/import-export/settle.ts'
import { writeAtomic } from '../../../electron/policy/write-atomic.ts'
import { key, startBench } from './support/records.ts'
import { contact } from './support/samples.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A file system of a few megabytes of our own; the test is skipped where mounting is not allowed. */
function smallDisk(context: TestContext, megabytes: number): string {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' })
  } catch (thrown) {
    rmSync(path, { recursive: true })
    context.skip(`no small disk: mounting is not allowed here (${String(thrown).split('\n')[0]})`)
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', path])
    rmSync(path, { recursive: true })
  })
  return path
}

/** Fills a disk but for so many bytes. Answers with what gives the room back. */
function fill(disk: string, but = 0): () => void {
  const path = join(disk, 'filler')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(65_536, 1)
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk)
      const room = bavail * bsize - but
      if (room <= 0) break
      writeSync(file, block, 0, Math.min(room, block.length))
    }
  } finally {
    closeSync(file)
  }
  return () => rmSync(path)
}

test('a full disk refuses in words, loses nothing acknowledged, and takes the same again once there is room', async (context) => {
  const disk = smallDisk(context, 12)
  const directory = join(disk, 'records')
  const bench = startBench()
  onTestFinished(() => bench.stop())
  await bench.ask('store.open', { directory, key, region: 'HU' })
  const id = uuidv7()
  await bench.ask('contacts.create', { id, input: contact('Anna', '+36 30 123 4567') })
  await bench.ask('scratch.put', { key: 'note', value: 'before' })
  const room = fill(disk)
  let last = 'before'
  let refused: unknown = null
  // What still finds a place in pages already there is kept; the first that does not is refused.
  for (let n = 0; refused === null && n < 2000; n++) {
    const value = `${n} ${'words '.repeat(1000)}`
    await bench.ask('scratch.put', { key: 'note', value }).then(
      () => (last = value),
      (thrown: { error: unknown }) => (refused = thrown.error),
    )
  }
  expect(refused).toMatchObject({ kind: 'storage', messageKey: 'error.records.diskFull', retryable: true })
  // Reading goes on, also for a caller who rings now; what was acknowledged is there and nothing else.
  expect((await bench.ask('scratch.get', { key: 'note' })).value).toBe(last)
  expect((await bench.ask('contacts.match', { type: 'phone', raw: '+36301234567' })).contactId).toBe(id)
  room()
  await bench.ask('scratch.put', { key: 'note', value: 'after' })
  expect((await bench.ask('scratch.get', { key: 'note' })).value).toBe('after')
})

test('an import that fills the disk ends in words, with nothing of it seen and nothing of it left once there is room', async (context) => {
  const disk = smallDisk(context, 12)
  const bench = startBench()
  onTestFinished(() => bench.stop())
  await bench.ask('store.open', { directory: join(disk, 'records'), key, region: 'HU' })
  const room = fill(disk, 3_500_000)
  const folder = mkdtempSync(join(tmpdir(), 'csv-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'customers.csv')
  writeFileSync(
    path,
    `Name;Phone\n${Array.from({ length: 30_000 }, (_, at) => `Person ${at};+3630${1_000_000 + at}`).join('\n')}\n`,
  )
  const { format, mapping } = await bench.ask('csv.preview', { path, format: null })
  const order = { path, format, mapping, duplicates: 'skip' as const, onProblem: 'skip_row' as const }
  await bench.ask('csv.start', { jobId: uuidv7(), ...order })
  const last = () =>
    bench.heard.findLast((event) => event.name === 'csv.progress')?.payload as { state: string; messageKey: string | null }
  await vi.waitFor(() => expect(last().state).toBe('failed'), { timeout: 60_000 })
  expect(last().messageKey).toBe('error.records.diskFull')
  expect((await bench.ask('contacts.list', { cursor: null, limit: 5 })).items).toEqual([])
  room()
  const store = bench.records.context.store()
  await settleImports(store)
  for (const table of ['contacts', 'contact_points', 'import_rows', 'imports', 'hidden_rows'] as const)
    expect(await store.read.selectFrom(table).selectAll().limit(1).execute()).toEqual([])
  await bench.ask('contacts.create', { id: uuidv7(), input: contact('Anna', '+36 30 123 4567') })
  expect((await bench.ask('contacts.list', { cursor: null, limit: 5 })).items).toHaveLength(1)
})

test('settings on a disk with room for a part of them stay as they were', (context) => {
  const disk = smallDisk(context, 1)
  const path = join(disk, 'settings.json')
  writeAtomic(path, 'old')
  const room = fill(disk, 8192)
  expect(() => writeAtomic(path, 'x'.repeat(50_000))).toThrow(/ENOSPC/)
  expect(execFileSync('cat', [path], { encoding: 'utf8' })).toBe('old')
  room()
  writeAtomic(path, 'new')
  expect(execFileSync('cat', [path], { encoding: 'utf8' })).toBe('new')
})
