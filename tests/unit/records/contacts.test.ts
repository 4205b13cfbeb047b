import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('a contact is made once, changed, and its equal points keep their ids', async () => {
  const { ask, heard } = await openBench(onTestFinished)
  const id = uuidv7()
  const made = await ask('contacts.create', {
    id,
    input: { ...contact('Kovács Anna', '06 30 123 4567', 'Anna@Example.com'), organizationName: 'Zöld Kft.' },
  })
  expect(made).toMatchObject({
    organizationName: 'Zöld Kft.',
    interactionCount: 0,
    points: [{ normalized: '+36301234567', trust: 'stated' }, { normalized: 'anna@example.com' }],
  })
  expect(await ask('contacts.create', { id, input: contact('Somebody else') })).toEqual(made)
  const changed = await ask('contacts.update', {
    id,
    input: { ...contact('Kovács Anna', '+36 30/123-4567', '+36 1 234 5678'), organizationName: 'ZÖLD KFT.', tags: ['vip'] },
  })
  expect(changed.points.map((point) => point.normalized)).toEqual(['+36301234567', '+3612345678'])
  expect(changed.points[0]?.id).toBe(made.points[0]?.id)
  expect(changed.contact.organizationId).toBe(made.contact.organizationId)
  expect(heard.filter((event) => event.name === 'changed')).toHaveLength(3)
  expect(heard.at(-1)?.payload).toMatchObject({ contactIds: [id] })
})

test('a point that cannot be read is refused and nothing is made', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  await expect(ask('contacts.create', { id, input: contact('Anna', 'no number') })).rejects.toMatchObject({
    error: { kind: 'bad_input', messageKey: 'error.records.badNumber' },
  })
  await expect(ask('contacts.card', { id })).rejects.toMatchObject({ error: { kind: 'not_found' } })
})

test('callers are matched: one, several, shared, withheld, by name of the SIP user', async () => {
  const { ask } = await openBench(onTestFinished)
  const [anna, bela, cili] = [uuidv7(), uuidv7(), uuidv7()]
  await ask('contacts.create', { id: anna, input: contact('Anna', '06 30 123 4567') })
  await ask('contacts.create', { id: bela, input: contact('Béla', '+36 1 234 5678', 'bela@x.test') })
  await ask('contacts.create', { id: cili, input: contact('Cili', '06 1 234 5678', 'cili@x.test') })
  const match = (raw: string | null) => ask('contacts.match', { type: 'phone', raw })
  expect(await match('sip:+36301234567@10.0.0.1:5060')).toMatchObject({
    level: 'stated',
    contactId: anna,
    normalized: '+36301234567',
    display: '+36 30 123 4567',
  })
  await ask('interactions.put', {
    interaction: call({ contactId: cili, matchLevel: 'stated', remote: '+3612345678' }),
    segments: [],
  })
  const several = await match('0036 1 2345678')
  expect(several).toMatchObject({ level: 'shared', contactId: null })
  expect(several.candidates.map((card) => card.contact.id)).toEqual([cili, bela])
  await ask('cases.create', { id: uuidv7(), contactId: bela, interactionId: null, type: 'claim' })
  expect((await match('+3612345678')).candidates.map((card) => card.contact.id)).toEqual([bela, cili])
  expect(await match('anonymous')).toEqual({
    level: 'withheld',
    contactId: null,
    candidates: [],
    normalized: null,
    display: null,
  })
  expect(await match(null)).toMatchObject({ level: 'withheld' })
  expect(await match('+36 20 999 9999')).toMatchObject({ level: 'none', contactId: null, candidates: [] })
  const mail = (addresses: string[]) => ask('contacts.match', { type: 'email', addresses, own: ['service@toll.test'] })
  expect(await mail(['Service@Toll.test', 'Bela <BELA@x.test>'])).toMatchObject({
    level: 'stated',
    contactId: bela,
    normalized: 'bela@x.test',
  })
  expect(await mail(['service@toll.test'])).toMatchObject({ level: 'none', normalized: null })
})

test('duplicates are named while a contact is typed', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  await ask('contacts.create', { id, input: contact('Anna', '06 30 123 4567') })
  const typed = contact('Anna again', '+36/30.123.4567', 'half an addr')
  expect(await ask('contacts.duplicates', { input: typed, exceptId: null })).toMatchObject([
    { id, displayName: 'Anna', phone: '06 30 123 4567' },
  ])
  expect(await ask('contacts.duplicates', { input: typed, exceptId: id })).toEqual([])
})

test('the list goes by name, page by page, each contact once; typing narrows it', async () => {
  const { ask } = await openBench(onTestFinished)
  const names = ['Ágnes Tóth', 'Zoltán', 'álmos', 'Bence', 'Čeněk', 'ágnes tóth', 'O’Brien', 'Ödön']
  for (const [at, name] of names.entries())
    await ask('contacts.create', { id: uuidv7(), input: contact(name, `06 30 123 45${10 + at}`) })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { displayName: string }[]; nextCursor: string | null } = await ask('contacts.list', { cursor, limit: 3 })
    seen.push(...page.items.map((row) => row.displayName))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(['Ágnes Tóth', 'ágnes tóth', 'álmos', 'Bence', 'Čeněk', 'O’Brien', 'Ödön', 'Zoltán'])
  const find = async (text: string) => (await ask('contacts.list', { text, cursor: null })).items.map((row) => row.displayName)
  expect(await find('toth agn')).toEqual(['Ágnes Tóth', 'ágnes tóth'])
  expect(await find('+36 (30) 123-4512')).toEqual(['álmos'])
  expect(await find('0630 12345')).toHaveLength(8)
  expect(await find('"; DROP TABLE contacts; --')).toEqual([])
  expect(await find('* OR -')).toEqual([])
  expect(await find('???')).toEqual([])
})
