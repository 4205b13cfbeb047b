import { sql } from 'kysely'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStore, type Opened } from '../../../electron/records/database/open.ts'
import { instantOf, nextSeq, seqOf } from '../../../electron/records/database/seq.ts'
import { key, openBench, temporaryDirectory } from './support/records.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

async function opened(told: unknown[] = [], slow: unknown[] = []): Promise<Opened> {
  const one = await openStore({
    directory: join(temporaryDirectory(onTestFinished), 'records'),
    key,
    now: () => '2026-11-21T10:00:00.000Z',
    watch: { slow: (ms, text) => slow.push({ ms, text }) },
    told: (event) => told.push(event),
  })
  onTestFinished(() => one.store.close())
  return one
}

const scratch = (n: number) => ({ key: `k${n}`, value: 'x'.repeat(3000), kept_at: '2026-11-21T10:00:00.000Z' })

test('a full disk is said in words of storage; what was there before stays, and writing goes on when there is room', async () => {
  const { store, writer } = await opened()
  await store.write((tx) => tx.insertInto('scratch').values(scratch(-1)).execute())
  const pages = Number(writer.pragma('page_count', { simple: true }))
  writer.pragma(`max_page_count = ${pages + 8}`)
  const failed = await (async () => {
    for (let n = 0; n < 100; n++) await store.write((tx) => tx.insertInto('scratch').values(scratch(n)).execute())
  })().catch((thrown: unknown) => thrown)
  expect(failed).toMatchObject({ error: { kind: 'storage', messageKey: 'error.records.diskFull', retryable: true } })
  expect(await store.read.selectFrom('scratch').select('key').where('key', '=', 'k-1').execute()).toHaveLength(1)
  writer.pragma(`max_page_count = ${pages + 1000}`)
  await store.write((tx) => tx.insertInto('scratch').values(scratch(200)).execute())
  expect(await store.read.selectFrom('scratch').select('key').where('key', '=', 'k200').execute()).toHaveLength(1)
})

test('a transaction that throws leaves nothing and tells nothing; others wait in line and are told after their commit', async () => {
  const told: unknown[] = []
  const { store } = await opened(told)
  const failing = store.write(async (tx, changes) => {
    await tx.insertInto('scratch').values(scratch(1)).execute()
    changes.add(['notes'])
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(await store.read.selectFrom('scratch').select('key').execute()).toEqual([])
    throw new Error('changed my mind')
  })
  const order: number[] = []
  const waiting = [1, 2, 3].map((n) =>
    store.write(async (tx, changes) => {
      order.push(n)
      await tx
        .insertInto('scratch')
        .values(scratch(10 + n))
        .execute()
      changes.add(['cases'], `contact-${n}`)
    }),
  )
  await expect(failing).rejects.toThrow('changed my mind')
  await Promise.all(waiting)
  expect(order).toEqual([1, 2, 3])
  expect(told).toEqual([1, 2, 3].map((n) => ({ topics: ['cases'], contactIds: [`contact-${n}`] })))
  expect((await store.read.selectFrom('scratch').select('key').orderBy('key').execute()).map((row) => row.key)).toEqual([
    'k11',
    'k12',
    'k13',
  ])
})

test('slow statements are logged by their text, never by their values', async () => {
  const slow: { ms: number; text: string }[] = []
  const { store } = await opened([], slow)
  await sql`with recursive n (i, secret) as (select 0, ${'Kovács Anna'} union all select i + 1, secret from n where i < ${3_000_000}) select count(*) from n`.execute(
    store.read,
  )
  const found = slow.filter(({ text }) => text.startsWith('with recursive'))
  expect(found).toHaveLength(1)
  expect(found[0]?.ms).toBeGreaterThan(40)
  expect(JSON.stringify(slow)).not.toContain('Kovács')
})

test('the reading connection cannot write', async () => {
  const { store } = await opened()
  await expect(store.read.insertInto('scratch').values(scratch(1)).execute()).rejects.toMatchObject({
    error: { kind: 'storage' },
  })
})

test('row ids are the time, unique and in order, also for more things than fit in a millisecond', async () => {
  const { store } = await opened()
  const at = '2026-11-21T10:00:00.123Z'
  expect(instantOf(seqOf(at) + 1023)).toBe(at)
  const seqs = await store.write(async (tx) => {
    const found: number[] = []
    for (let n = 0; n < 1100; n++) {
      const seq = await nextSeq(tx, 'notes', at)
      found.push(seq)
      await tx
        .insertInto('notes')
        .values({ seq, id: uuidv7(), contact_id: null, interaction_id: null, body: '', created_at: at, updated_at: at })
        .execute()
    }
    return found
  })
  expect(new Set(seqs).size).toBe(1100)
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  expect(seqs.every(Number.isSafeInteger)).toBe(true)
})

test('calls that name what is not there are refused as data', async () => {
  const { ask } = await openBench(onTestFinished)
  const interaction = call({ contactId: uuidv7(), matchLevel: 'chosen', state: 'talk' })
  await ask('interactions.put', { interaction, segments: [] })
  expect((await ask('interactions.get', { id: interaction.id })).interaction).toEqual({
    ...interaction,
    contactId: null,
    matchLevel: 'none',
  })
  await expect(
    ask('notes.put', { note: { id: uuidv7(), contactId: uuidv7(), interactionId: null, body: 'x' } }),
  ).rejects.toMatchObject({ error: { kind: 'not_found' } })
  await expect(
    ask('interactions.relink', { id: uuidv7(), contactId: null, level: 'none', actor: 'a', undoId: uuidv7() }),
  ).rejects.toMatchObject({ error: { kind: 'not_found' } })
  await expect(ask('contacts.update', { id: uuidv7(), input: contact('Anna') })).rejects.toMatchObject({
    error: { kind: 'not_found' },
  })
  await expect(ask('contacts.create', { id: 'no id', input: contact('Anna') })).rejects.toMatchObject({
    error: { kind: 'bad_input' },
  })
})
