import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../../electron/records/database/open.ts'
import { settleImports } from '../../../electron/records/import-export/settle.ts'
import { migrations } from '../../../electron/records/migrations/index.ts'
import { listBackups } from '../../../electron/records/sqlite/backup.ts'
import { verifyFile } from '../../../electron/records/sqlite/verify.ts'
import { slowStep } from './support/child.ts'
import { key, startBench, temporaryDirectory } from './support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/**
 * Runs a child and kills it with SIGKILL some time after it is ready, and not before it has said enough: a busy machine
 * only takes longer to get there. Answers with what it had acknowledged.
 */
async function killed(args: string[], afterMs: number, enough: (said: string) => boolean = () => true): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'child.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let problems = ''
  child.stderr.on('data', (data: Buffer) => (problems += data.toString()))
  await new Promise<void>((resolve) => {
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
      if (out.includes('ready\n') && enough(out)) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs)
    })
    child.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  expect(problems).toBe('')
  expect(out).toContain('ready\n')
  // The last line may be cut off; what is not whole was not acknowledged.
  return out.slice(0, out.lastIndexOf('\n')).split('\n')
}

const open = (directory: string, steps = migrations) =>
  openStore({
    directory,
    key,
    steps,
    now: () => new Date().toISOString(),
    watch: { slow: () => undefined },
    told: () => undefined,
  })

test('what was acknowledged is there after kill -9 at random moments', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  const acknowledged = { contact: new Set<string>(), interaction: new Set<string>() }
  for (let round = 0; round < 10; round++) {
    let scratch = -1
    const enough = (said: string): boolean => said.split('\ncontact ').length > 3
    for (const line of await killed(['writes', directory], Math.random() * 250, enough)) {
      const [kind, value = ''] = line.split(' ')
      if (kind === 'contact' || kind === 'interaction') acknowledged[kind].add(value)
      if (kind === 'scratch') scratch = Number(value)
    }
    const bench = startBench()
    await bench.ask('store.open', { directory, key, region: 'HU' })
    const { read } = bench.records.context.store()
    const contacts = new Set((await read.selectFrom('contacts').select('id').execute()).map((row) => row.id))
    const interactions = new Set((await read.selectFrom('interactions').select('id').execute()).map((row) => row.id))
    expect([...acknowledged.contact].filter((id) => !contacts.has(id))).toEqual([])
    expect([...acknowledged.interaction].filter((id) => !interactions.has(id))).toEqual([])
    if (scratch >= 0)
      expect(Number((await bench.ask('scratch.get', { key: 'note' })).value?.split(' ')[1])).toBeGreaterThanOrEqual(scratch)
    await bench.stop()
  }
  expect(acknowledged.contact.size).toBeGreaterThan(20)
}, 300_000)

test('a migration that is killed leaves the old database or the new one, and always a good copy', async () => {
  const base = temporaryDirectory(onTestFinished)
  let old = 0
  for (let round = 0; round < 6; round++) {
    const directory = join(base, `records-${round}`)
    await (await open(directory)).store.close()
    const before = migrations.at(-1)?.version ?? 0
    await killed(['migration', directory], round * 40)
    expect(listBackups(directory)).toMatchObject([{ version: before, reason: 'migration' }])
    const after = verifyFile(join(directory, 'courtesy.db'), key)
    expect([before, slowStep.version]).toContain(after)
    if (after === before) old++
    const again = await open(directory, [...migrations, slowStep])
    expect(again.version).toBe(slowStep.version)
    await again.store.close()
    await expect(open(directory)).rejects.toMatchObject({ error: { kind: 'too_new' } })
  }
  expect(old).toBeGreaterThan(0)
}, 300_000)

test('copies that were cut off by kill -9 are never taken for good ones', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'records')
  await (await open(directory)).store.close()
  for (let round = 0; round < 6; round++) {
    const lines = await killed(['backup', directory], 20 + Math.random() * 120)
    for (const copy of listBackups(directory))
      expect(verifyFile(join(directory, 'backups', copy.name), key)).toBe(migrations.at(-1)?.version)
    expect(listBackups(directory).length).toBeLessThanOrEqual(8)
    const last = lines.findLast((line) => line.startsWith('copy '))?.slice(5)
    if (last !== undefined) expect(listBackups(directory).map((copy) => copy.at)).toContain(last)
  }
  await killed(['backup', directory], 500)
  expect(readdirSync(join(directory, 'backups')).filter((name) => name.includes('.partial')).length).toBeLessThanOrEqual(3)
}, 300_000)

test('an import that is killed leaves nothing, or all of it', async () => {
  const base = temporaryDirectory(onTestFinished)
  const path = join(base, 'customers.csv')
  const rows = 6000
  writeFileSync(
    path,
    `Name;Phone;Company;Note\n${Array.from({ length: rows }, (_, at) => `Person ${at};+3630${1_000_000 + at};Company ${at % 40};Note ${at}`).join('\n')}\n`,
  )
  const directory = join(base, 'records')
  const found: number[] = []
  let hidden = 0
  // A busy machine takes rows back before they can be counted: then it needs more kills until some were seen lying hidden.
  for (let n = 0; n < 8 || (n < 32 && hidden === 0); n++) {
    const round = n % 8
    // From the moment it begins to come into the tables to the end of it.
    const enough = (said: string): boolean => Number(/.*\nmoved (\d+)\n/s.exec(said)?.[1] ?? 0) >= (round * rows) / 8
    await killed(['import', directory, path], Math.random() * 50, enough)
    const bench = startBench()
    await bench.ask('store.open', { directory, key, region: 'HU' })
    const store = bench.records.context.store()
    const count = async (): Promise<number> =>
      (
        await store.read
          .selectFrom('contacts')
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    const seen = async () => ({
      listed: (await bench.ask('contacts.list', { cursor: null, limit: 10 })).items.length,
      found: (await bench.ask('search.query', { text: 'Person', cursor: null })).items.length,
      matched: (await bench.ask('contacts.match', { type: 'phone', raw: '+36301000000' })).level,
    })
    // What people see is right at once, also while the rest is still being taken back.
    const first = await seen()
    expect([
      { listed: 0, found: 0, matched: 'none' },
      { listed: 10, found: 30, matched: 'stated' },
    ]).toContainEqual(first)
    if (first.listed === 0 && (await count()) > 0) hidden++
    await settleImports(store)
    const left = await count()
    expect(left).toBe(first.listed === 0 ? 0 : rows)
    expect(await seen()).toEqual(first)
    for (const table of ['import_rows', 'imports', 'hidden_rows'] as const)
      expect(await store.read.selectFrom(table).selectAll().execute()).toEqual([])
    if (left === 0)
      for (const table of ['contact_points', 'organizations', 'notes'] as const)
        expect(await store.read.selectFrom(table).selectAll().limit(1).execute()).toEqual([])
    found.push(left)
    await bench.stop()
  }
  expect(found).toContain(0)
  expect(hidden).toBeGreaterThan(0)
}, 300_000)
