import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { key, openBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

vi.setConfig({ testTimeout: 60_000 })

const hu = { uri: 'sip:Agent@Toll.test', tollFreeNumber: '+36801234567', region: 'HU' }
const de = { uri: 'sip:berlin@exchange.test', tollFreeNumber: null, region: 'DE' }

test('the line that is set up is kept once, its calls hang on it, and it is named once there is more than one', async () => {
  const { ask, directory, records } = await openBench(onTestFinished)
  const known = () => records.context.store().read.selectFrom('lines').selectAll().orderBy('created_at').execute()
  const lineOf = async (id: string) =>
    (
      await records.context
        .store()
        .read.selectFrom('interactions as i')
        .leftJoin('lines as l', 'l.id', 'i.line_id')
        .select('l.uri')
        .where('i.id', '=', id)
        .executeTakeFirstOrThrow()
    ).uri
  const set = (line: typeof hu | typeof de | null) => ask('store.open', { directory, key, region: 'HU', line })
  const anna = uuidv7()
  await ask('contacts.create', { id: anna, input: contact('Anna') })
  const ring = async (more: Parameters<typeof call>[0] = {}) => {
    const interaction = call({ contactId: anna, matchLevel: 'stated', ...more })
    await ask('interactions.put', { interaction, segments: [] })
    return interaction
  }
  const named = async () =>
    new Map((await ask('timeline.list', { contactId: anna, cursor: null })).items.map((entry) => [entry.id, entry.line]))

  const before = await ring()
  expect([await known(), await lineOf(before.id)]).toEqual([[], null])

  await set(hu)
  // Another spelling of the same account is the same line; what is new about it is taken over.
  await set({ ...hu, uri: 'SIP:Agent@TOLL.test', tollFreeNumber: '+36807654321' })
  expect(await known()).toMatchObject([{ uri: 'sip:Agent@toll.test', toll_free_number: '+36807654321', region: 'HU' }])
  const first = await ring()
  const visit = await ring({ channel: 'in_person' })
  expect([await lineOf(first.id), await lineOf(visit.id)]).toEqual(['sip:Agent@toll.test', null])
  expect([...(await named()).values()]).toEqual([null, null, null])

  await set(de)
  const second = await ring()
  // A call that began on the line of before and ends now is a call of the line of before.
  await ask('interactions.put', { interaction: { ...first, state: 'closed' }, segments: [] })
  expect([await lineOf(first.id), await lineOf(second.id)]).toEqual(['sip:Agent@toll.test', 'sip:berlin@exchange.test'])
  expect(await named()).toEqual(
    new Map([
      [before.id, null],
      [visit.id, null],
      [first.id, '+36807654321'],
      [second.id, 'berlin'],
    ]),
  )
  await set(null)
  expect(await lineOf((await ring()).id)).toBeNull()
  expect(await known()).toHaveLength(2)
})

test('queues are kept by name as calls bring them, each once', async () => {
  const { ask, records } = await openBench(onTestFinished)
  for (const queue of ['Claims', 'Orders', 'Claims', null])
    await ask('interactions.put', { interaction: call({ queue }), segments: [] })
  const rows = await records.context.store().read.selectFrom('queues').select('name').orderBy('name').execute()
  expect(rows.map((row) => row.name)).toEqual(['Claims', 'Orders'])
})
