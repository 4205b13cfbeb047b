import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DeckStore } from '../../../electron/cues/decks/deck-store.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

function bench() {
  const root = mkdtempSync(join(tmpdir(), 'decks-'))
  const [shipped, own] = [join(root, 'shipped'), join(root, 'own')]
  mkdirSync(shipped)
  writeFileSync(join(shipped, 'starter.json'), JSON.stringify({ ...sampleDeck(), id: 'starter', name: 'Shipped' }))
  writeFileSync(join(shipped, 'deck.schema.json'), '{}')
  let told = 0
  const open = () => {
    const store = new DeckStore({ shipped, own, changed: () => told++, log: () => undefined })
    onTestFinished(() => store.close())
    return store
  }
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return { own, open, told: () => told }
}
const problemOf = (store: DeckStore, id: string) => {
  const problem = store.list().find((row) => row.id === id)?.problem
  return problem
    ? `${problem.fileName}:${problem.problems[0]?.line} ${problem.problems[0]?.place} ${problem.problems[0]?.key}`
    : null
}

test('a shipped deck is used without being copied; saving it makes an own one, kept across starts', () => {
  const { open, own } = bench()
  const store = open()
  expect(store.list()).toMatchObject([{ id: 'starter', source: 'shipped', inUse: true, revision: 1, problem: null }])
  const edited = { ...store.get('starter'), name: 'Ours' }
  expect(store.save(edited)).toEqual({ ok: true, id: 'starter', revision: 2 })
  expect(() => store.save(edited)).toThrow(/conflict/)
  expect(store.save({ ...edited, revision: 2, name: 'Ours again' })).toMatchObject({ revision: 3 })
  expect(statSync(join(own, 'starter.json')).mode & 0o777).toBe(0o600)
  const again = open()
  expect(again.inUse()).toMatchObject({ name: 'Ours again', revision: 3 })
  expect(again.revisions('starter').map(({ revision, source }) => `${revision} ${source}`)).toEqual([
    '3 own',
    '2 own',
    '1 shipped',
  ])
  expect(again.restore('starter', 2, 'own')).toMatchObject({ revision: 4 })
  expect(again.get('starter').name).toBe('Ours')
  again.restore('starter', 1, 'shipped')
  expect(again.get('starter')).toMatchObject({ name: 'Shipped', revision: 5 })
  expect(() => again.restore('starter', 77, 'own')).toThrow(/not_found/)
})

test('a file that changes is read at once; a broken one leaves the last good deck and says where', async () => {
  const { open, own, told } = bench()
  const store = open()
  const path = join(own, 'mine.json')
  const text = (name: string) => JSON.stringify({ ...sampleDeck(), id: 'mine', name }, null, 2)
  writeFileSync(path, text('First'))
  await vi.waitFor(() => expect(store.get('mine').name).toBe('First'), { timeout: 5000 })
  expect(told()).toBeGreaterThan(0)
  writeFileSync(path, text('Second').replace('"gapSeconds": 60', '"gapSeconds": "often"'))
  await vi.waitFor(() => expect(problemOf(store, 'mine')).toBe('mine.json:7 limits.gapSeconds wrongType'), { timeout: 5000 })
  expect(store.get('mine').name).toBe('First')
  writeFileSync(path, text('Third').slice(0, 300))
  await vi.waitFor(() => expect(problemOf(store, 'mine')).toMatch(/^mine\.json:\d+ {2}notJson$/), { timeout: 5000 })
  expect(store.get('mine').name).toBe('First')
  writeFileSync(path, text('Fourth'))
  await vi.waitFor(() => expect(store.get('mine').name).toBe('Fourth'), { timeout: 5000 })
  expect(problemOf(store, 'mine')).toBeNull()
})

test('a file that never was good is told of, and the rest works', () => {
  const { open, own } = bench()
  mkdirSync(own)
  writeFileSync(join(own, 'bad.json'), '{')
  writeFileSync(join(own, 'big.json'), ' '.repeat(50 * 1024 * 1024))
  writeFileSync(join(own, 'twice.json'), JSON.stringify({ ...sampleDeck(), id: 'mine' }))
  writeFileSync(join(own, 'twice2.json'), JSON.stringify({ ...sampleDeck(), id: 'mine' }))
  const store = open()
  expect(problemOf(store, 'bad')).toMatch(/notJson/)
  expect(problemOf(store, 'big')).toBe('big.json:1  tooLarge')
  expect(problemOf(store, 'twice2')).toBe('twice2.json:1 id duplicateDeck')
  expect(store.inUse()?.id).toBe('starter')
})

test('import keeps what was there as a revision; a faulty edit is refused whole', () => {
  const { open, own } = bench()
  const store = open()
  const file = join(own, '..', 'from-elsewhere.json')
  writeFileSync(
    file,
    JSON.stringify({ ...sampleDeck([sampleCue(), sampleCue({ id: 'second' })]), id: 'starter', name: 'Elsewhere' }),
  )
  expect(store.importFile(file)).toEqual({ ok: true, id: 'starter', revision: 2 })
  expect(store.get('starter').cues).toHaveLength(2)
  const faulty = store.save({ ...store.get('starter'), cues: [sampleCue(), sampleCue()] })
  expect(faulty).toMatchObject({ ok: false, problems: [{ place: 'cues[1].id', key: 'duplicateId' }] })
  expect(JSON.parse(readFileSync(join(own, 'starter.json'), 'utf8'))).toMatchObject({ name: 'Elsewhere', revision: 2 })
  writeFileSync(file, '{"version":1')
  expect(store.importFile(file)).toMatchObject({ ok: false, fileName: 'from-elsewhere.json', problems: [{ key: 'notJson' }] })
})

test('the deck in use is chosen, or cues are off', () => {
  const { open } = bench()
  const store = open()
  store.use(null)
  expect(store.inUse()).toBeNull()
  expect(open().inUse()).toBeNull()
  store.use('starter')
  expect(open().inUse()?.id).toBe('starter')
  expect(() => store.use('nobody')).toThrow(/not_found/)
})
