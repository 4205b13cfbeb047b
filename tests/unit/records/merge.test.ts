import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBench, type Bench } from './support/records.ts'
import { person } from './support/person.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const merging = (bench: Bench) => ({
  merge: async (keptId: string, mergedId: string, id = uuidv7()): Promise<string> => {
    await bench.ask('merges.make', { id, keptId, mergedId, actor: 'Anna' })
    return id
  },
  undo: (id: string) => bench.ask('merges.undo', { id, actor: 'Béla' }),
  history: async (contactId: string) => (await bench.ask('timeline.list', { contactId, cursor: null, limit: 200 })).items,
})

test('all that hung on the merged record hangs on the one that stays, and old ids lead there', async () => {
  const bench = await openBench(onTestFinished)
  const { ask, heard } = bench
  const { history, merge } = merging(bench)
  const anna = await person(bench, {
    name: 'Kovács Anna',
    points: ['+36301234567', 'anna@x.test'],
    calls: 2,
    more: { city: 'Győr', promised: 'a call on Monday', tags: ['vip'], custom: { renewalOn: '2026-12-01' } },
  })
  const twin = await person(bench, {
    name: 'A. Kovacs (old)',
    points: ['06 30 123 4567', '+36 1 555 0000', 'annak@y.test'],
    calls: 3,
    notes: 2,
    cases: 1,
    letters: 1,
    more: {
      city: 'Pécs',
      organizationName: 'Zöld Kft.',
      promised: 'a refund',
      tags: ['vip', 'wholesale'],
      custom: { lastScore: '3' },
    },
  })
  const { sides } = await ask('merges.preview', { ids: [anna.id, twin.id] })
  expect(sides.map((side) => side.counts)).toEqual([
    { calls: 2, letters: 0, visits: 0, notes: 0, cases: 0 },
    { calls: 3, letters: 1, visits: 0, notes: 2, cases: 1 },
  ])
  const before = [...(await history(anna.id)), ...(await history(twin.id))]
  heard.length = 0
  await merge(anna.id, twin.id)

  const card = await ask('contacts.card', { id: twin.id })
  expect(card).toEqual(await ask('contacts.card', { id: anna.id }))
  expect(card).toMatchObject({
    contact: {
      id: anna.id,
      displayName: 'Kovács Anna',
      city: 'Győr',
      promised: 'a call on Monday; a refund',
      tags: ['vip', 'wholesale'],
      custom: { renewalOn: '2026-12-01', lastScore: '3' },
    },
    organizationName: 'Zöld Kft.',
    interactionCount: 6,
  })
  expect(card.points.map((point) => [point.normalized, point.trust])).toEqual([
    ['+36301234567', 'verified'],
    ['anna@x.test', 'stated'],
    ['+3615550000', 'stated'],
    ['annak@y.test', 'stated'],
  ])
  expect((await history(twin.id)).map((entry) => entry.id).sort()).toEqual(before.map((entry) => entry.id).sort())
  expect(await history(anna.id)).toEqual(await history(twin.id))
  expect((await ask('cases.list', { contactId: twin.id, open: false, cursor: null })).items).toMatchObject([
    { id: twin.cases[0], contactId: anna.id, contactName: 'Kovács Anna' },
  ])
  expect(await ask('mail.conversation', { id: twin.conversations[0] ?? '' })).toMatchObject({
    conversation: { contactId: anna.id, contactName: 'Kovács Anna' },
    messages: [{ contactId: anna.id }],
    drafts: [{ contactId: anna.id }],
  })
  for (const id of twin.drafts) expect(await ask('drafts.get', { id })).toMatchObject({ contactId: anna.id })
  expect(await ask('outbox.list', null)).toMatchObject([{ contactId: anna.id }])
  // Who calls or writes, and search: one person, also by the name and the spelling of before.
  expect(await ask('contacts.match', { type: 'phone', raw: '06301234567' })).toMatchObject({ contactId: anna.id })
  expect(await ask('contacts.match', { type: 'email', addresses: ['annak@y.test'], own: [] })).toMatchObject({
    contactId: anna.id,
  })
  for (const text of ['A. Kovacs (old)', '15550000', 'annak', 'kovács'])
    expect(
      (await ask('contacts.list', { text, cursor: null })).items.map((row) => row.id),
      text,
    ).toEqual([anna.id])
  // The merged record takes no place on a page of hits.
  const hits = await ask('search.query', { text: 'kovacs', kinds: ['contact'], cursor: null, limit: 1 })
  expect(hits).toMatchObject({ items: [{ id: anna.id }], nextCursor: null })
  expect(heard.filter((event) => event.name === 'changed').map((event) => event.payload)).toEqual([
    {
      topics: expect.arrayContaining(['contacts', 'timeline', 'interactions', 'cases', 'conversations', 'drafts', 'outbox']),
      contactIds: [anna.id, twin.id],
    },
  ])
  expect((await ask('audit.list', { cursor: null })).items).toMatchObject([
    { actor: 'Anna', action: 'contact.merge', object: `contact:${anna.id}`, detail: { merged: twin.id } },
  ])
})

test('what is written under the merged id afterwards goes to the record that stays', async () => {
  const bench = await openBench(onTestFinished)
  const { ask } = bench
  const { history, merge } = merging(bench)
  await ask('mailboxes.known', {
    mailboxes: [{ mailboxId: 'service', name: 'Service', address: 'service@toll.test', senderName: '' }],
  })
  const [anna, twin] = [await person(bench, { name: 'Anna' }), await person(bench, { name: 'Twin' })]
  const ringing = call({ contactId: twin.id, matchLevel: 'stated' })
  await ask('interactions.put', { interaction: ringing, segments: [] })
  await merge(anna.id, twin.id)
  // Main still holds the old id.
  await ask('interactions.put', { interaction: { ...ringing, state: 'talk' }, segments: [] })
  expect((await ask('interactions.get', { id: ringing.id })).interaction).toMatchObject({ contactId: anna.id, state: 'talk' })
  const note = { id: uuidv7(), contactId: twin.id, interactionId: null, body: 'late' }
  expect(await ask('notes.put', { note })).toMatchObject({ contactId: anna.id })
  const made = await ask('cases.create', { id: uuidv7(), contactId: twin.id, interactionId: null, type: 'order' })
  expect(made.contactId).toBe(anna.id)
  expect((await ask('cases.patch', { id: made.id, patch: { contactId: twin.id } })).contactId).toBe(anna.id)
  const begun = { id: uuidv7(), kind: 'new' as const, mailboxId: 'service', inReplyToId: null, contactId: twin.id }
  expect((await ask('drafts.begin', begun)).contactId).toBe(anna.id)
  expect((await history(anna.id)).map((entry) => entry.kind).sort()).toEqual(['call', 'case', 'note'])
  // A form of the merged record, filled before: saved now it would overwrite the other one.
  await expect(ask('contacts.update', { id: twin.id, input: contact('Twin') })).rejects.toMatchObject({
    error: { kind: 'conflict', messageKey: 'error.merge.mergedMeanwhile', params: { name: 'Anna' } },
  })
  expect((await ask('contacts.card', { id: anna.id })).contact.displayName).toBe('Anna')
})

test('bad asks are refused in words and change nothing: itself, gone, merged already, too many numbers, words not saved', async () => {
  const bench = await openBench(onTestFinished)
  const { ask } = bench
  const { merge } = merging(bench)
  const [anna, twin, third] = [
    await person(bench, { name: 'Anna' }),
    await person(bench, { name: 'Twin' }),
    await person(bench, { name: 'Third' }),
  ]
  const refused = (kept: string, merged: string) =>
    merge(kept, merged).then(
      () => 'done',
      ({ error }: { error: { kind: string; messageKey: string } }) => `${error.kind} ${error.messageKey}`,
    )
  expect(await refused(anna.id, anna.id)).toBe('bad_input error.merge.self')
  expect(await refused(anna.id, uuidv7())).toBe('not_found error.records.gone')
  for (const key of [`contact-form:${anna.id}`, `contact-form:${twin.id}`, `note:${twin.id}`]) {
    await ask('scratch.put', { key, value: 'half' })
    expect(await refused(anna.id, twin.id), key).toBe('conflict error.merge.halfTyped')
    await ask('scratch.put', { key, value: null })
  }
  // A note half written on the record that stays is found there afterwards: no reason to refuse.
  await ask('scratch.put', { key: `note:${anna.id}`, value: 'half' })
  const id = await merge(anna.id, twin.id)
  expect(await merge(anna.id, twin.id, id)).toBe(id)
  expect(await refused(anna.id, twin.id)).toBe('conflict error.merge.mergedMeanwhile')
  expect(await refused(twin.id, anna.id)).toBe('conflict error.merge.mergedMeanwhile')
  expect(await refused(third.id, twin.id)).toBe('conflict error.merge.mergedMeanwhile')
  const numbers = (from: number) => Array.from({ length: 30 }, (_, n) => `+3620500${1000 + from + n}`)
  const [many, more] = [
    await person(bench, { name: 'Many', points: numbers(0) }),
    await person(bench, { name: 'More', points: numbers(40) }),
  ]
  expect(await refused(many.id, more.id)).toBe('bad_input error.merge.tooManyPoints')
  expect((await ask('contacts.card', { id: more.id })).points).toHaveLength(30)
  expect((await ask('audit.list', { cursor: null })).items.map((event) => event.action)).toEqual(['contact.merge'])
})

test('a chain of merges leads to its end, and is undone from its end', async () => {
  const bench = await openBench(onTestFinished)
  const { ask } = bench
  const { history, merge, undo } = merging(bench)
  const [first, second, third, fourth] = [
    await person(bench, { name: 'First', points: ['+36301110001'], calls: 1 }),
    await person(bench, { name: 'Second', points: ['+36301110002'], calls: 1 }),
    await person(bench, { name: 'Third', points: ['+36301110003'], calls: 1 }),
    await person(bench, { name: 'Fourth', points: ['+36301110004'], calls: 1 }),
  ]
  const one = await merge(second.id, first.id)
  const two = await merge(third.id, second.id)
  const three = await merge(third.id, fourth.id)
  expect((await ask('contacts.card', { id: first.id })).contact.id).toBe(third.id)
  expect((await ask('contacts.list', { text: 'first', cursor: null })).items.map((row) => row.id)).toEqual([third.id])
  expect(await history(first.id)).toHaveLength(4)
  expect((await ask('merges.of', { contactId: first.id })).map(({ name, undoable }) => [name, undoable])).toEqual([
    ['Fourth', true],
    ['Second', false],
    ['First', false],
  ])
  const laterFirst = { error: { kind: 'conflict', messageKey: 'error.merge.laterFirst' } }
  await expect(undo(one)).rejects.toMatchObject({ error: { ...laterFirst.error, params: { name: 'Third' } } })
  await expect(undo(two)).rejects.toMatchObject({ error: { ...laterFirst.error, params: { name: 'Fourth' } } })
  expect(await undo(three)).toEqual({ keptId: third.id, mergedId: fourth.id, stay: 0, elsewhere: 0 })
  expect(await undo(three)).toMatchObject({ mergedId: fourth.id })
  await undo(two)
  expect((await ask('contacts.card', { id: first.id })).contact.id).toBe(second.id)
  expect([(await history(first.id)).length, (await history(third.id)).length]).toEqual([2, 1])
  await undo(one)
  for (const each of [first, second, third, fourth]) expect((await history(each.id)).map((entry) => entry.id)).toEqual(each.calls)
  await expect(undo(uuidv7())).rejects.toMatchObject({ error: { kind: 'not_found' } })
})
