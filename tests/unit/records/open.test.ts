import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { key, startBench, temporaryDirectory } from './support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const open = (directory: string, withKey = key) => ({ directory, key: withKey, region: 'HU' })

async function made(): Promise<string> {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const bench = startBench()
  await bench.ask('store.open', open(directory))
  await bench.ask('scratch.put', { key: 'note:1', value: 'Kovács Anna rang wegen der Rechnung' })
  await bench.stop()
  return directory
}

async function failure(directory: string, withKey = key): Promise<string> {
  const bench = startBench()
  try {
    await bench.ask('store.open', open(directory, withKey))
    return 'opened'
  } catch (thrown) {
    return (thrown as { error: { kind: string } }).error.kind
  } finally {
    await bench.stop()
  }
}

test('makes the database, keeps what is written, and opens it again', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const bench = startBench()
  const first = await bench.ask('store.open', open(directory))
  expect(first).toMatchObject({ created: true, migratedFrom: null })
  await bench.ask('scratch.put', { key: 'note:1', value: 'half a sen' })
  await bench.stop()
  const again = startBench()
  expect(await again.ask('store.open', open(directory))).toMatchObject({
    created: false,
    migratedFrom: null,
    version: first.version,
  })
  expect(await again.ask('scratch.get', { key: 'note:1' })).toMatchObject({ value: 'half a sen' })
  await again.ask('scratch.put', { key: 'note:1', value: null })
  expect(await again.ask('scratch.get', { key: 'note:1' })).toEqual({ value: null, keptAt: null })
  await again.stop()
})

test('only its owner may read the files, also while it is open', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const bench = startBench()
  await bench.ask('store.open', open(directory))
  await bench.ask('scratch.put', { key: 'k', value: 'v' })
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  for (const end of ['', '-wal', '-shm']) expect(statSync(join(directory, `courtesy.db${end}`)).mode & 0o777, end).toBe(0o600)
  await bench.stop()
})

test('nothing readable is in the file', async () => {
  const directory = await made()
  const bytes = readFileSync(join(directory, 'courtesy.db'))
  expect(bytes.includes('Rechnung')).toBe(false)
  expect(bytes.includes('SQLite format 3')).toBe(false)
})

test('another key is refused as locked and changes nothing', async () => {
  const directory = await made()
  const before = readFileSync(join(directory, 'courtesy.db'))
  expect(await failure(directory, 'b2'.repeat(32))).toBe('locked')
  expect(readFileSync(join(directory, 'courtesy.db')).equals(before)).toBe(true)
  expect(await failure(directory)).toBe('opened')
})

test.each([
  ['its first page is gone', (path: string) => writeFileSync(path, Buffer.alloc(4096, 7), { flag: 'r+' })],
  ['a page in the middle is overwritten', (path: string) => writeFileSync(path, overwrite(readFileSync(path), 4096 * 6 + 100))],
  ['it is cut off', (path: string) => truncateSync(path, 4096 * 5)],
  ['it is something else', (path: string) => writeFileSync(path, 'name;phone\n'.repeat(1000))],
])('is said to be damaged, and left alone, when %s', async (_, harm) => {
  const directory = await made()
  const path = join(directory, 'courtesy.db')
  harm(path)
  const before = readFileSync(path)
  expect(await failure(directory)).toBe('damaged')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('one flipped byte anywhere is found or harmless: never a crash, never a change of the file', async () => {
  const directory = await made()
  const path = join(directory, 'courtesy.db')
  const good = readFileSync(path)
  let found = 0
  for (let n = 0; n < 40; n++) {
    const broken = Buffer.from(good)
    const at = n === 0 ? 3 : Math.floor(Math.random() * broken.length)
    broken[at] = (broken[at] ?? 0) ^ (1 << (n % 8))
    writeFileSync(path, broken)
    const kind = await failure(directory)
    expect(['damaged', 'opened'], `byte ${at}`).toContain(kind)
    if (kind === 'damaged') {
      found++
      expect(readFileSync(path).equals(broken)).toBe(true)
    }
  }
  expect(found).toBeGreaterThan(30)
})

const overwrite = (bytes: Buffer, at: number): Buffer => {
  bytes.fill(0x55, at, at + 200)
  return bytes
}

test('says in words of storage that a place cannot be used', async () => {
  const base = temporaryDirectory(onTestFinished)
  writeFileSync(join(base, 'file'), '')
  expect(await failure(join(base, 'file'))).toBe('storage')
  const directory = join(base, 'a-folder')
  mkdirSync(join(directory, 'courtesy.db'), { recursive: true })
  chmodSync(directory, 0o700)
  expect(await failure(directory)).toBe('storage')
})

test('calls before the opening are refused, not lost', async () => {
  const bench = startBench()
  await expect(bench.ask('scratch.get', { key: 'k' })).rejects.toMatchObject({ error: { kind: 'locked' } })
  await bench.stop()
})

test('audit events only grow', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const bench = startBench()
  await bench.ask('store.open', open(directory))
  const event = {
    id: '0199a0f0-0000-7000-8000-000000000001',
    actor: 'anna',
    action: 'listen',
    object: 'recording:1',
    detail: {},
    at: '2026-11-21T20:00:00.000Z',
  }
  await bench.ask('audit.add', event)
  await bench.ask('audit.add', event)
  const { store } = bench.records.context
  expect(await store().read.selectFrom('audit_events').select('id').execute()).toHaveLength(1)
  await expect(store().write((tx) => tx.updateTable('audit_events').set({ actor: 'eve' }).execute())).rejects.toThrow(
    /append only/,
  )
  await expect(store().write((tx) => tx.deleteFrom('audit_events').execute())).rejects.toThrow(/append only/)
  await bench.stop()
})
