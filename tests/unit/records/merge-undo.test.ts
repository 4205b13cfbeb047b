import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dump } from './support/dump.ts'
import { openBench, type Bench } from './support/records.ts'
import { person } from './support/person.ts'
import { call, contact } from './support/samples.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A bench whose clock goes on by a second with every look at it. */
async function ticking(): Promise<Bench> {
  let clock = Date.parse('2026-11-25T10:00:00.000Z')
  return openBench(onTestFinished, () => new Date((clock += 1000)).toISOString())
}
const merge = async ({ ask }: Bench, keptId: string, mergedId: string): Promise<string> => {
  const id = uuidv7()
  await ask('merges.make', { id, keptId, mergedId, actor: 'Anna' })
  return id
}
const undo = ({ ask }: Bench, id: string) => ask('merges.undo', { id, actor: 'Béla' })
const history = async ({ ask }: Bench, contactId: string) =>
  (await ask('timeline.list', { contactId, cursor: null, limit: 200 })).items.map((entry) => entry.id).sort()

const few = { maxLength: 4 }
const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null })
const wanted = fc.record({
  points: fc.uniqueArray(
    fc.constantFrom(
      '+36301234567',
      '+36309999999',
      '06 30 123 4567',
      '112',
      '+3615550000;ext=7',
      'a@x.test',
      'A@X.test',
      'b@x.test',
    ),
    few,
  ),
  calls: fc.nat(3),
  notes: fc.nat(2),
  cases: fc.nat(2),
  letters: fc.nat(2),
  more: fc.record({
    city: maybe('Győr', 'Pécs'),
    locale: maybe('hu', 'de'),
    customerSince: maybe('2019', '2020'),
    promised: maybe('a call', 'a refund', 'a call and a refund'),
    organizationName: maybe('Zöld Kft.', 'Kék Bt.'),
    kind: fc.constantFrom('external' as const, 'internal' as const),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'wholesale', 'late'), few),
    custom: fc.dictionary(fc.constantFrom('renewalOn', 'lastScore', 'branch'), fc.constantFrom('1', '2')),
  }),
})

test('a merge undone leaves every row of every table exactly as it was, and search too', async () => {
  const bench = await ticking()
  const found = (text: string) => bench.ask('contacts.list', { text, cursor: null })
  await fc.assert(
    fc.asyncProperty(wanted, wanted, async (one, other) => {
      const [kept, merged] = [
        await person(bench, { ...one, name: 'Kept Anna' }),
        await person(bench, { ...other, name: 'Merged Béla' }),
      ]
      const [before, listed] = [await dump(bench.records), [await found('kept'), await found('merged'), await found('3612')]]
      const id = await merge(bench, kept.id, merged.id)
      expect(await history(bench, merged.id)).toHaveLength(
        [kept, merged].reduce(
          (n, who) => n + who.calls.length + who.notes.length + who.cases.length + who.conversations.length,
          0,
        ),
      )
      expect(await undo(bench, id)).toEqual({ keptId: kept.id, mergedId: merged.id, stay: 0, elsewhere: 0 })
      expect(await dump(bench.records)).toEqual(before)
      expect([await found('kept'), await found('merged'), await found('3612')]).toEqual(listed)
    }),
    { numRuns: 40 },
  )
})

test('undone later, what was moved on since stays there, what came since stays or follows what it hangs on', async () => {
  const bench = await ticking()
  const { ask } = bench
  const kept = await person(bench, { name: 'Kept', calls: 1 })
  const merged = await person(bench, { name: 'Merged', points: ['+36301234567'], calls: 3, notes: 1, cases: 1, letters: 1 })
  const other = await person(bench, { name: 'Other' })
  const [first = '', second = '', third = ''] = merged.calls
  const id = await merge(bench, kept.id, merged.id)
  // Moved on: a call that was somebody else's after all, with its note and case.
  await ask('interactions.relink', { id: first, contactId: other.id, level: 'chosen', actor: 'a', undoId: uuidv7() })
  // Came since: a call and a note of its own stay; a note in a call that returns follows it; so does a letter of its conversation.
  const later = call({ contactId: kept.id, matchLevel: 'stated', startedAt: '2026-11-26T10:00:00.000Z' })
  await ask('interactions.put', { interaction: later, segments: [] })
  const [own, within, answer] = [uuidv7(), uuidv7(), uuidv7()]
  await ask('notes.put', { note: { id: own, contactId: kept.id, interactionId: null, body: 'own' } })
  await ask('notes.put', { note: { id: within, contactId: kept.id, interactionId: second, body: 'within' } })
  const conversationId = merged.conversations[0] ?? ''
  const turn = { channel: 'email' as const, state: 'answered' as const, contactId: kept.id, matchLevel: 'chosen' as const }
  await ask('interactions.put', { interaction: call({ ...turn, id: answer, conversationId }), segments: [] })
  expect(await undo(bench, id)).toEqual({ keptId: kept.id, mergedId: merged.id, stay: 2, elsewhere: 3 })
  expect(await history(bench, kept.id)).toEqual([...kept.calls, later.id, own].sort())
  expect(await history(bench, other.id)).toEqual([first, ...merged.notes, ...merged.cases].sort())
  const letter = (await ask('mail.conversation', { id: conversationId })).messages[0]?.id ?? ''
  expect(await history(bench, merged.id)).toEqual([second, third, within, letter, answer].sort())
  expect((await ask('audit.list', { cursor: null })).items[0]).toMatchObject({
    actor: 'Béla',
    action: 'contact.merge.undo',
    detail: { merged: merged.id, stay: 2, elsewhere: 3 },
  })
  // The moved-on call no longer proves the number of the record it left.
  expect((await ask('contacts.card', { id: merged.id })).points).toMatchObject([
    { normalized: '+36301234567', trust: 'verified' },
  ])
  await ask('interactions.relink', { id: second, contactId: null, level: 'none', actor: 'a', undoId: uuidv7() })
  await ask('interactions.relink', { id: third, contactId: null, level: 'none', actor: 'a', undoId: uuidv7() })
  expect((await ask('contacts.card', { id: merged.id })).points).toMatchObject([{ trust: 'stated' }])
})

test('what was changed by hand since the merge stays as it was changed, the rest is as before', async () => {
  const bench = await ticking()
  const { ask } = bench
  const kept = await person(bench, { name: 'Kept', points: ['+36301234567'], more: { tags: ['a'] } })
  const merged = await person(bench, {
    name: 'Merged',
    points: ['06301234567', 'm@x.test', 'n@x.test'],
    calls: 1,
    more: { tags: ['b'], city: 'Pécs', locale: 'de', custom: { branch: 'east', lastScore: '3' } },
  })
  const id = await merge(bench, kept.id, merged.id)
  const card = await ask('contacts.card', { id: kept.id })
  const points = card.points
    .filter((point) => point.normalized !== 'n@x.test')
    .map(({ raw, trust, type, usage }) => ({ raw, trust, type, usage }))
  await ask('contacts.update', {
    id: kept.id,
    input: {
      ...contact('Kept by hand'),
      city: 'Szeged',
      locale: 'de',
      tags: ['a', 'b', 'c'],
      custom: { branch: 'west', lastScore: '3' },
      points: [...points, { type: 'email', raw: 'new@x.test' }],
    },
  })
  await undo(bench, id)
  expect(await ask('contacts.card', { id: kept.id })).toMatchObject({
    contact: { displayName: 'Kept by hand', city: 'Szeged', locale: null, tags: ['a', 'c'], custom: { branch: 'west' } },
    points: [{ normalized: '+36301234567', trust: 'stated' }, { normalized: 'new@x.test' }],
  })
  // The address that was removed since is not brought back.
  expect((await ask('contacts.card', { id: merged.id })).points.map((point) => [point.normalized, point.trust])).toEqual([
    ['+36301234567', 'stated'],
    ['m@x.test', 'stated'],
  ])
})

test('a late copy from before the undo does not lead the call back, nor does half-typed text overwrite what came apart', async () => {
  const bench = await ticking()
  const { ask } = bench
  const [kept, merged] = [await person(bench, { name: 'Kept' }), await person(bench, { name: 'Merged' })]
  const ringing = call({ contactId: merged.id, matchLevel: 'stated' })
  await ask('interactions.put', { interaction: ringing, segments: [] })
  const id = await merge(bench, kept.id, merged.id)
  await ask('scratch.put', { key: `contact-form:${kept.id}`, value: 'half' })
  await expect(undo(bench, id)).rejects.toMatchObject({ error: { kind: 'conflict', messageKey: 'error.merge.halfTyped' } })
  await ask('scratch.put', { key: `contact-form:${kept.id}`, value: null })
  await undo(bench, id)
  await ask('interactions.put', { interaction: { ...ringing, state: 'talk', contactId: kept.id }, segments: [] })
  expect((await ask('interactions.get', { id: ringing.id })).interaction).toMatchObject({ contactId: merged.id, state: 'talk' })
})

test('a link taken away before the merge is undone to the record that stays; not put back by a late copy either', async () => {
  const bench = await ticking()
  const { ask } = bench
  const [kept, merged, other] = [
    await person(bench, { name: 'Kept' }),
    await person(bench, { name: 'Merged', points: ['+36301234567'], calls: 1, notes: 1 }),
    await person(bench, { name: 'Other' }),
  ]
  const id = merged.calls[0] ?? ''
  const [away, there] = [uuidv7(), uuidv7()]
  const { interaction } = await ask('interactions.get', { id })
  await ask('interactions.relink', { id, contactId: null, level: 'none', actor: 'a', undoId: away })
  await merge(bench, kept.id, merged.id)
  await ask('interactions.put', { interaction, segments: [] })
  expect((await ask('interactions.get', { id })).interaction.contactId).toBeNull()
  expect(await ask('interactions.undoRelink', { undoId: away })).toEqual({ interactionId: id, contactId: kept.id })
  expect(await history(bench, kept.id)).toEqual([id, ...merged.notes].sort())
  expect((await ask('contacts.card', { id: kept.id })).points).toMatchObject([{ trust: 'verified' }])
  // And one whose target was merged meanwhile.
  await ask('interactions.relink', { id, contactId: other.id, level: 'chosen', actor: 'a', undoId: there })
  await merge(bench, kept.id, other.id)
  expect(await ask('interactions.undoRelink', { undoId: there })).toEqual({ interactionId: id, contactId: kept.id })
})

test('what a call proved counts for the record it is with: after the merge, when it is moved on, after the undo', async () => {
  const bench = await ticking()
  const { ask } = bench
  const number = '+36301234567'
  const kept = await person(bench, { name: 'Kept', points: [number] })
  const merged = await person(bench, { name: 'Merged', points: [number, '+3615550000'], calls: 1 })
  const standing = async (id: string) =>
    (await ask('contacts.card', { id })).points.map((point) => `${point.normalized} ${point.trust}`)
  const id = await merge(bench, kept.id, merged.id)
  expect(await standing(kept.id)).toEqual([`${number} verified`, '+3615550000 stated'])
  // The call that proved it is somebody else's after all.
  const away = { id: merged.calls[0] ?? '', contactId: null, level: 'none' as const, actor: 'a', undoId: uuidv7() }
  await ask('interactions.relink', away)
  expect(await standing(kept.id)).toEqual([`${number} stated`, '+3615550000 stated'])
  // A call of the record that stays proves the number that came along.
  const since = call({ contactId: kept.id, matchLevel: 'chosen', remote: '+3615550000', startedAt: '2026-11-26T10:00:00.000Z' })
  await ask('interactions.put', { interaction: since, segments: [] })
  expect(await standing(kept.id)).toEqual([`${number} stated`, '+3615550000 verified'])
  await undo(bench, id)
  expect([await standing(kept.id), await standing(merged.id)]).toEqual([
    [`${number} stated`],
    [`${number} stated`, '+3615550000 stated'],
  ])
})

test('a number that others have too stays such a one, whichever of the two records said so', async () => {
  const bench = await ticking()
  const shared = { points: [{ type: 'phone' as const, raw: '+36301234567', usage: 'shared' as const }] }
  const [kept, merged] = [
    await person(bench, { name: 'Kept', points: ['+36301234567'] }),
    await person(bench, { name: 'Merged', more: shared }),
  ]
  const id = await merge(bench, kept.id, merged.id)
  expect((await bench.ask('contacts.card', { id: kept.id })).points).toMatchObject([{ usage: 'shared' }])
  await undo(bench, id)
  expect((await bench.ask('contacts.card', { id: kept.id })).points).toMatchObject([{ usage: 'direct' }])
})

test('a letter that was joined with a conversation of the record that stays, stays with that conversation', async () => {
  const bench = await ticking()
  const { ask, records } = bench
  const kept = await person(bench, { name: 'Kept', letters: 1 })
  const merged = await person(bench, { name: 'Merged', letters: 2 })
  const id = await merge(bench, kept.id, merged.id)
  const [joined = '', own = ''] = merged.conversations
  const to = kept.conversations[0] ?? ''
  await records.context.store().write(async (tx) => {
    for (const table of ['messages', 'interactions'] as const)
      await tx.updateTable(table).set({ conversation_id: to }).where('conversation_id', '=', joined).execute()
    await tx.updateTable('conversations').set({ merged_into_id: to }).where('id', '=', joined).execute()
  })
  await undo(bench, id)
  const whose = async (conversation: string) =>
    (await ask('mail.conversation', { id: conversation })).messages.map((message) => message.contactId)
  expect([await whose(to), await whose(own)]).toEqual([[kept.id, kept.id], [merged.id]])
  expect([(await history(bench, kept.id)).length, (await history(bench, merged.id)).length]).toEqual([2, 1])
})
