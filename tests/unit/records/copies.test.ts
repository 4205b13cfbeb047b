import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { listBackups } from '../../../electron/records/sqlite/backup.ts'
import { verifyElsewhere } from '../../../electron/records/verify-elsewhere.ts'
import { key, startBench, temporaryDirectory, type Bench } from './support/records.ts'
import { contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !what(); tries++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(what()).toBe(true)
}

const open = async (directory: string, now?: () => string): Promise<Bench> => {
  const bench = startBench(now)
  await bench.ask('store.open', { directory, key, region: 'HU' })
  return bench
}

test('a day’s copy is made soon after the opening, once a day, the last seven are kept, and it can be restored', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const id = uuidv7()
  const first = await open(directory)
  await first.ask('contacts.create', { id, input: contact('Anna', '06 30 123 4567') })
  await first.stop()
  expect(listBackups(directory)).toEqual([])
  for (let day = 1; day <= 9; day++) {
    const now = (): string => `2026-11-0${day}T08:00:00.000Z`
    const bench = await open(directory, now)
    await until(() => listBackups(directory)[0]?.at === now())
    await bench.stop()
  }
  const kept = listBackups(directory).map((copy) => copy.at.slice(8, 10))
  expect(kept).toEqual(['09', '08', '07', '06', '05', '04', '03'])
  for (const name of readdirSync(join(directory, 'backups')))
    expect(statSync(join(directory, 'backups', name)).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory, 'backups')).mode & 0o777).toBe(0o700)

  const path = join(directory, 'courtesy.db')
  const broken = Buffer.alloc(20_000, 9)
  writeFileSync(path, broken)
  const bench = startBench()
  await expect(bench.ask('store.open', { directory, key, region: 'HU' })).rejects.toMatchObject({ error: { kind: 'damaged' } })
  const copies = await bench.ask('store.backups', { directory })
  expect(copies).toHaveLength(7)
  await expect(bench.ask('store.restore', { directory, key, name: '../courtesy.db' })).rejects.toMatchObject({
    error: { kind: 'not_found' },
  })
  await expect(bench.ask('store.restore', { directory, key: 'b2'.repeat(32), name: copies[0]?.name ?? '' })).rejects.toThrow()
  expect(readFileSync(path).equals(broken)).toBe(true)
  const { setAside } = await bench.ask('store.restore', { directory, key, name: copies[0]?.name ?? '' })
  expect(readFileSync(join(setAside, 'courtesy.db')).equals(broken)).toBe(true)
  expect(await bench.ask('store.open', { directory, key, region: 'HU' })).toMatchObject({ created: false })
  expect((await bench.ask('contacts.card', { id })).contact.displayName).toBe('Anna')
  await bench.stop()
}, 60_000)

test('a restore that was cut off after its copy was complete is taken up at the next opening', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const id = uuidv7()
  const bench = await open(directory)
  await bench.ask('contacts.create', { id, input: contact('Anna') })
  await bench.stop()
  const good = readFileSync(join(directory, 'courtesy.db'))
  writeFileSync(join(directory, 'courtesy.db'), 'broken')
  writeFileSync(join(directory, 'courtesy.db-wal'), 'a log that belongs to the broken one')
  writeFileSync(join(directory, 'courtesy.db.restoring'), good)
  const again = await open(directory)
  expect((await again.ask('contacts.card', { id })).contact.displayName).toBe('Anna')
  await again.stop()
  const aside = readdirSync(directory).find((name) => name.startsWith('set-aside-')) ?? ''
  expect(readdirSync(join(directory, aside)).sort()).toEqual(['courtesy.db', 'courtesy.db-wal'])
})

test('a log without its database is not thrown away by making a new one', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  mkdirSync(directory)
  writeFileSync(join(directory, 'courtesy.db-wal'), 'words of an agent')
  const bench = startBench()
  await expect(bench.ask('store.open', { directory, key, region: 'HU' })).rejects.toMatchObject({ error: { kind: 'damaged' } })
  await bench.stop()
  expect(readFileSync(join(directory, 'courtesy.db-wal'), 'utf8')).toBe('words of an agent')
  expect(existsSync(join(directory, 'courtesy.db'))).toBe(false)
})

test('a large copy is checked in a thread, and damage in it is found there', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const bench = await open(directory)
  for (let n = 0; n < 60; n++) await bench.ask('scratch.put', { key: `k${n}`, value: `${n}`.padEnd(190_000, 'words ') })
  await bench.stop()
  const path = join(directory, 'courtesy.db')
  expect(statSync(path).size).toBeGreaterThan(8_388_608)
  const entry = new URL('./support/verify-entry.ts', import.meta.url)
  await verifyElsewhere(entry, path, key)
  const bytes = readFileSync(path)
  bytes.fill(1, bytes.length - 5000, bytes.length - 4900)
  writeFileSync(path, bytes)
  await expect(verifyElsewhere(entry, path, key)).rejects.toMatchObject({ error: { kind: 'damaged' } })
})

test('closing does not wait for the check of a copy; what is not checked is not kept', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  await (await open(directory)).stop()
  let checking = false
  const bench = startBench(undefined, (_path, _key, signal) => {
    checking = true
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('called off'))))
  })
  await bench.ask('store.open', { directory, key, region: 'HU' })
  await until(() => checking)
  await bench.ask('scratch.put', { key: 'k', value: 'written meanwhile' })
  await bench.stop()
  expect(readdirSync(join(directory, 'backups'))).toEqual([])
})
