import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ok, type Result } from '#shared/contract/result.ts'
import { AccessGate } from '../../../../electron/app/access.ts'
import { auditor } from '../../../../electron/app/audit.ts'
import { auditedDecks } from '../../../../electron/cues/decks/audited.ts'
import { DeckStore } from '../../../../electron/cues/decks/deck-store.ts'
import { Vault } from '../../../../electron/secrets/vault.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'
import { openBench, startBench, temporaryDirectory, type Bench } from '../../records/support/records.ts'

vi.setConfig({ testTimeout: 60_000 })

const through = (bench: Bench) => ({
  call: (name: never, input: never): Promise<Result<unknown>> =>
    bench.ask(name, input).then(ok, (thrown: { error: never }) => ({ ok: false as const, error: thrown.error })),
})
const model = { snapshot: () => ({ agent: { name: 'Anna Kovács' }, language: 'en' }) }
const events = async ({ ask }: Bench) => (await ask('audit.list', { cursor: null })).items

test('a deck that is saved, put back, imported, chosen or switched off is noted; one that is refused is not', async () => {
  const bench = await openBench(onTestFinished)
  const folder = temporaryDirectory(onTestFinished)
  const shipped = join(folder, 'shipped')
  mkdirSync(shipped)
  writeFileSync(join(shipped, 'starter.json'), readFileSync(inCheckout('resources/cue-decks/starter.json')))
  const decks = new DeckStore({ shipped, own: join(folder, 'own'), changed: () => undefined, log: () => undefined })
  onTestFinished(() => decks.close())
  const services = { records: through(bench), model, log: () => undefined }
  const audited = auditedDecks(() => decks, auditor(services as never))
  const deck = decks.get('starter')
  await audited.save({ ...deck, name: 'Ours' })
  await audited.restore('starter', deck.revision, 'shipped')
  await audited.use(null)
  await audited.use('starter')
  const file = join(folder, 'theirs.json')
  writeFileSync(file, JSON.stringify({ ...deck, id: 'theirs' }))
  const { revision } = (await audited.importFile(file)) as { revision: number }
  expect(await audited.save({ ...decks.get('starter'), cues: [{}] } as never)).toMatchObject({ ok: false })
  expect((await events(bench)).toReversed().map(({ action, actor, detail, object }) => [actor, action, object, detail])).toEqual([
    ['Anna Kovács', 'deck.save', 'deck:starter', { revision: deck.revision + 1 }],
    ['Anna Kovács', 'deck.restore', 'deck:starter', { revision: deck.revision + 2 }],
    ['Anna Kovács', 'deck.use', 'deck:', {}],
    ['Anna Kovács', 'deck.use', 'deck:starter', {}],
    ['Anna Kovács', 'deck.import', 'deck:theirs', { revision }],
  ])
})

test('another folder of records says so in its own trail, without where it is; the line is made known to it', async () => {
  const folder = temporaryDirectory(onTestFinished)
  const bench = startBench()
  onTestFinished(() => bench.stop())
  const opened = vi.fn(async () => undefined)
  const records = {
    ...through(bench),
    instance: () => ({}),
    view: () => ({ state: 'running' }),
  }
  let directory = join(folder, 'damaged')
  mkdirSync(directory)
  writeFileSync(join(directory, 'courtesy.db'), Buffer.alloc(20_000, 9))
  const shown: string[] = []
  const gate = new AccessGate({
    vault: new Vault(folder),
    keychain: null as never,
    keyFile: Buffer.alloc(64, 'k'),
    records: () => records as never,
    directory: () => directory,
    region: () => 'HU',
    line: () => ({ uri: 'sip:agent@toll.test', tollFreeNumber: null, region: 'HU' }),
    actor: () => 'Anna Kovács',
    mailboxes: () => ({ mailboxes: [] }),
    chooseFolder: async () => join(folder, 'Secret Person', 'records'),
    useFolder: (chosen) => (directory = chosen),
    show: ({ state }) => void shown.push(state),
    vaultOpened: () => undefined,
    opened,
    quit: () => undefined,
    log: () => undefined,
  })
  await gate.begin()
  expect(shown).toEqual(['blocked'])
  mkdirSync(join(folder, 'Secret Person'))
  await gate.recover({ choice: 'other' })
  expect(shown).toEqual(['blocked', 'open'])
  const trail = await events(bench)
  expect(trail).toMatchObject([{ actor: 'Anna Kovács', action: 'folder', detail: { created: true } }])
  expect(JSON.stringify(trail)).not.toContain('Secret')
  // Opened again (the process came back): nothing new.
  await gate.regionChanged()
  await gate.recover({ choice: 'retry' })
  expect(await events(bench)).toHaveLength(1)
  const { read } = bench.records.context.store()
  expect(await read.selectFrom('lines').select('uri').execute()).toEqual([{ uri: 'sip:agent@toll.test' }])
})
