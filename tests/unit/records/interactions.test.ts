import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBench } from './support/records.ts'
import { call, contact, talk } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('a call is kept through its life, and a late older copy changes nothing', async () => {
  const { ask } = await openBench(onTestFinished)
  const ringing = call()
  await ask('interactions.put', { interaction: ringing, segments: [] })
  expect(await ask('interactions.unfinished', null)).toMatchObject([{ interaction: ringing }])
  const closed = call({
    ...ringing,
    state: 'closed',
    answeredAt: '2026-11-21T10:00:05.000Z',
    endedAt: '2026-11-21T10:01:05.000Z',
    closedAt: '2026-11-21T10:02:00.000Z',
    outcome: 'answered',
    note: 'wants a copy',
  })
  const segments = [talk(ringing.id)]
  await ask('interactions.put', { interaction: closed, segments })
  await ask('interactions.put', { interaction: ringing, segments: [] })
  expect(await ask('interactions.get', { id: ringing.id })).toEqual({ interaction: closed, segments })
  expect(await ask('interactions.unfinished', null)).toEqual([])
})

test('outcome and note are not lost to a later put with older words', async () => {
  const { ask, records } = await openBench(onTestFinished)
  const interaction = call({ state: 'wrap_up', note: 'first words' })
  await ask('interactions.put', { interaction, segments: [] })
  const at = '2026-11-21T10:05:00.000Z'
  await ask('dispositions.put', {
    disposition: { interactionId: interaction.id, code: 'resolved', note: 'sent the copy again', at },
  })
  await ask('dispositions.put', {
    disposition: { interactionId: interaction.id, code: 'not_chosen', note: 'older', at: '2026-11-21T10:04:00.000Z' },
  })
  await ask('interactions.put', { interaction: { ...interaction, state: 'closed', disposition: null }, segments: [] })
  expect((await ask('interactions.get', { id: interaction.id })).interaction).toMatchObject({
    state: 'closed',
    disposition: 'resolved',
    note: 'sent the copy again',
  })
  const versions = await records.context.store().read.selectFrom('note_versions').select('body').execute()
  expect(versions).toEqual([{ body: 'first words' }])
  await ask('interactions.put', {
    interaction: { ...interaction, state: 'closed', note: 'sent the copy again, and called back' },
    segments: [],
  })
  expect((await ask('interactions.get', { id: interaction.id })).interaction.note).toBe('sent the copy again, and called back')
  await expect(
    ask('dispositions.put', { disposition: { interactionId: uuidv7(), code: 'resolved', note: '', at } }),
  ).rejects.toMatchObject({ error: { kind: 'not_found' } })
})

test('the call log pages through all, missed, inbound and outbound calls', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  await ask('contacts.create', { id, input: contact('Anna', '+36301234567') })
  for (let n = 0; n < 12; n++) {
    const startedAt = new Date(Date.parse('2026-11-21T10:00:00.000Z') + Math.floor(n / 2) * 1000).toISOString()
    await ask('interactions.put', {
      interaction: call({
        startedAt,
        direction: n % 3 === 0 ? 'outbound' : 'inbound',
        outcome: n % 4 === 0 ? 'missed' : 'answered',
        contactId: id,
        matchLevel: 'stated',
      }),
      segments: [],
    })
  }
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string; contactName: string | null; startedAt: string }[]; nextCursor: string | null } = await ask(
      'interactions.callLog',
      { filter: 'all', cursor, limit: 5 },
    )
    seen.push(...page.items.map((row) => row.id))
    expect(page.items.every((row) => row.contactName === 'Anna')).toBe(true)
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(new Set(seen).size).toBe(12)
  expect((await ask('interactions.callLog', { filter: 'missed', cursor: null })).items).toHaveLength(3)
  expect((await ask('interactions.callLog', { filter: 'outbound', cursor: null })).items).toHaveLength(4)
  await expect(ask('interactions.callLog', { cursor: 'rubbish' })).rejects.toMatchObject({ error: { kind: 'bad_input' } })
})

test('"not this person" takes everything along, and can be undone', async () => {
  const { ask, records } = await openBench(onTestFinished)
  const [anna, bela] = [uuidv7(), uuidv7()]
  await ask('contacts.create', { id: anna, input: contact('Anna') })
  await ask('contacts.create', { id: bela, input: contact('Béla') })
  const interaction = call({ state: 'talk', contactId: anna, matchLevel: 'chosen' })
  await ask('interactions.put', { interaction, segments: [] })
  const noteId = uuidv7()
  await ask('notes.put', { note: { id: noteId, contactId: anna, interactionId: interaction.id, body: 'private matter' } })
  const caseId = uuidv7()
  await ask('cases.create', { id: caseId, contactId: anna, interactionId: interaction.id, type: 'complaint' })
  const points = async (id: string) =>
    (await ask('contacts.card', { id })).points.map((point) => `${point.normalized} ${point.trust}`)
  const history = async (id: string) =>
    (await ask('timeline.list', { contactId: id, cursor: null })).items.map((entry) => entry.kind).sort()
  expect(await points(anna)).toEqual(['+36301234567 verified'])
  expect(await history(anna)).toEqual(['call', 'case', 'note'])

  const undoId = uuidv7()
  const relink = { id: interaction.id, contactId: bela, level: 'chosen' as const, actor: 'agent', undoId }
  expect(await ask('interactions.relink', relink)).toEqual({ undoId, previousContactId: anna })
  expect(await ask('interactions.relink', relink)).toEqual({ undoId, previousContactId: anna })
  expect([await points(anna), await points(bela)]).toEqual([[], ['+36301234567 verified']])
  expect([await history(anna), await history(bela)]).toEqual([[], ['call', 'case', 'note']])
  // Main did not hear of it yet and writes its older copy.
  await ask('interactions.put', { interaction: { ...interaction, state: 'wrap_up' }, segments: [] })
  expect((await ask('interactions.get', { id: interaction.id })).interaction).toMatchObject({ state: 'wrap_up', contactId: bela })

  expect(await ask('interactions.undoRelink', { undoId })).toEqual({ interactionId: interaction.id, contactId: anna })
  expect(await ask('interactions.undoRelink', { undoId })).toEqual({ interactionId: interaction.id, contactId: anna })
  expect([await points(anna), await points(bela)]).toEqual([['+36301234567 verified'], []])
  expect([await history(anna), await history(bela)]).toEqual([['call', 'case', 'note'], []])
  const audit = await records.context.store().read.selectFrom('audit_events').select('action').orderBy('seq').execute()
  expect(audit.map((event) => event.action)).toEqual(['relink', 'relink.undo'])
})

test('unlinked to nobody, notes leave the wrong record; an undo after another link is refused', async () => {
  const { ask } = await openBench(onTestFinished)
  const [anna, bela] = [uuidv7(), uuidv7()]
  await ask('contacts.create', { id: anna, input: contact('Anna', '06 30 123 4567') })
  await ask('contacts.create', { id: bela, input: contact('Béla') })
  const interaction = call({ state: 'talk', contactId: anna, matchLevel: 'stated' })
  await ask('interactions.put', { interaction, segments: [] })
  await ask('notes.put', { note: { id: uuidv7(), contactId: anna, interactionId: interaction.id, body: 'private' } })
  const undoId = uuidv7()
  await ask('interactions.relink', { id: interaction.id, contactId: null, level: 'none', actor: 'agent', undoId })
  expect((await ask('timeline.list', { contactId: anna, cursor: null })).items).toEqual([])
  expect((await ask('contacts.card', { id: anna })).points).toMatchObject([{ trust: 'stated' }])
  await ask('interactions.relink', { id: interaction.id, contactId: bela, level: 'chosen', actor: 'agent', undoId: uuidv7() })
  expect((await ask('timeline.list', { contactId: bela, cursor: null })).items.map((entry) => entry.kind).sort()).toEqual([
    'call',
    'note',
  ])
  await expect(ask('interactions.undoRelink', { undoId })).rejects.toMatchObject({ error: { kind: 'conflict' } })
})

test('the timeline merges all kinds, pages without gaps or repetitions, and counts on the card agree', async () => {
  let clock = Date.parse('2026-11-21T10:00:00.000Z')
  const { ask } = await openBench(onTestFinished, () => new Date(clock).toISOString())
  const id = uuidv7()
  await ask('contacts.create', { id, input: contact('Anna') })
  for (let n = 0; n < 30; n++) {
    // Three of a kind at one instant each, so that pages end between entries of the same time.
    if (n % 5 === 0) clock += 60_000
    const at = new Date(clock).toISOString()
    if (n % 3 === 0)
      await ask('interactions.put', {
        interaction: call({ startedAt: at, contactId: id, matchLevel: 'stated', note: `call ${n}` }),
        segments: [],
      })
    if (n % 3 === 1)
      await ask('notes.put', { note: { id: uuidv7(), contactId: id, interactionId: null, body: `title ${n}\nbody` } })
    if (n % 3 === 2) await ask('cases.create', { id: uuidv7(), contactId: id, interactionId: null, type: 'order' })
  }
  const seen: string[] = []
  const times: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof ask<'timeline.list'>>> = await ask('timeline.list', { contactId: id, cursor, limit: 4 })
    seen.push(...page.items.map((entry) => entry.kind + entry.id))
    times.push(...page.items.map((entry) => entry.at))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(new Set(seen).size).toBe(30)
  expect(seen).toHaveLength(30)
  expect([...times].sort().reverse()).toEqual(times)
  const card = await ask('contacts.card', { id })
  expect(card).toMatchObject({ interactionCount: 10, recentCount: 10 })
  expect(card.openCases).toHaveLength(10)
})

test('contacts of the last seven days are counted, with the first of them and the cases they hang on', async () => {
  const { ask } = await openBench(onTestFinished, () => '2026-11-27T10:00:00.000Z')
  const [id, bills] = [uuidv7(), uuidv7()]
  await ask('contacts.create', { id, input: contact('Anna') })
  expect(await ask('contacts.card', { id })).toMatchObject({
    recentCount: 0,
    recentSince: null,
    recentCaseIds: [],
    recentWithoutCase: [],
  })
  const calls: [string, string | null][] = [
    ['2026-11-20T09:59:59.000Z', bills],
    ['2026-11-23T08:00:00.000Z', null],
    ['2026-11-24T08:00:00.000Z', bills],
    ['2026-11-26T08:00:00.000Z', bills],
  ]
  const [first, second, third, last] = calls.map(([startedAt]) => call({ startedAt, contactId: id, matchLevel: 'stated' }))
  for (const interaction of [last, first, third, second])
    if (interaction) await ask('interactions.put', { interaction, segments: [] })
  await ask('cases.create', { id: bills, contactId: id, interactionId: last?.id ?? null, type: 'claim' })
  for (const interaction of [first, third])
    if (interaction) await ask('interactions.put', { interaction: { ...interaction, caseId: bills }, segments: [] })
  expect(await ask('contacts.card', { id })).toMatchObject({
    ...{ interactionCount: 4, recentCount: 3, recentSince: '2026-11-23T08:00:00.000Z', recentCaseIds: [bills] },
    recentWithoutCase: [second?.id],
  })
  // Of many without a case two are named: one at least is not the one that goes on.
  for (const startedAt of ['2026-11-26T09:00:00.000Z', '2026-11-26T10:00:00.000Z'])
    await ask('interactions.put', { interaction: call({ startedAt, contactId: id, matchLevel: 'stated' }), segments: [] })
  const { recentCount, recentWithoutCase } = await ask('contacts.card', { id })
  expect([recentCount, new Set(recentWithoutCase).size]).toEqual([5, 2])
})

test('our letters hang on the case of what they answer, a customer’s on the one it was tied to', async () => {
  const { ask } = await openBench(onTestFinished, () => '2026-11-27T10:00:00.000Z')
  const [id, bills, aboutBills, aboutElse] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await ask('contacts.create', { id, input: contact('Anna') })
  const letter = (direction: 'inbound' | 'outbound', conversationId: string, caseId: string | null = null) =>
    call({
      channel: 'email',
      direction,
      conversationId,
      caseId,
      contactId: id,
      matchLevel: 'stated',
      startedAt: '2026-11-26T10:00:00.000Z',
    })
  const put = async (interaction: ReturnType<typeof letter>): Promise<string> => {
    await ask('interactions.put', { interaction, segments: [] })
    return interaction.id
  }
  await ask('cases.create', { id: bills, contactId: id, interactionId: null, type: 'claim' })
  await put(letter('inbound', aboutBills, bills))
  await put(letter('outbound', aboutBills))
  expect(await ask('contacts.card', { id })).toMatchObject({ recentCount: 2, recentCaseIds: [bills], recentWithoutCase: [] })
  const others = [await put(letter('inbound', aboutBills)), await put(letter('outbound', aboutElse))]
  const card = await ask('contacts.card', { id })
  expect(card).toMatchObject({ recentCount: 4, recentCaseIds: [bills] })
  expect(card.recentWithoutCase.toSorted()).toEqual(others.toSorted())
})

test('cases count on through the year, are filled in field by field and leave the open list when solved', async () => {
  const { ask } = await openBench(onTestFinished, () => '2026-11-21T10:00:00.000Z')
  const [first, second] = [uuidv7(), uuidv7()]
  expect(await ask('cases.create', { id: first, contactId: null, interactionId: null, type: 'claim' })).toMatchObject({
    number: '2026-0001',
    status: 'new',
  })
  expect(await ask('cases.create', { id: second, contactId: null, interactionId: null, type: 'order' })).toMatchObject({
    number: '2026-0002',
  })
  expect(await ask('cases.create', { id: first, contactId: null, interactionId: null, type: 'claim' })).toMatchObject({
    number: '2026-0001',
  })
  await ask('cases.patch', { id: first, patch: { subject: 'Broken kettle', nextStep: 'send a new one' } })
  expect(await ask('cases.patch', { id: first, patch: { status: 'resolved' } })).toMatchObject({
    subject: 'Broken kettle',
    nextStep: 'send a new one',
    status: 'resolved',
  })
  expect((await ask('cases.list', { cursor: null })).items.map((one) => one.id)).toEqual([second])
  expect((await ask('cases.list', { open: false, cursor: null })).items.map((one) => one.id)).toEqual([second, first])
  await expect(ask('cases.patch', { id: uuidv7(), patch: {} })).rejects.toMatchObject({ error: { kind: 'not_found' } })
})

test('how a call sounded is kept beside it, told again it is replaced, and a call that was never talked has none', async () => {
  const { ask } = await openBench(onTestFinished)
  const one = call()
  const figures = { samples: 9, mosAverage: 4.31, mosWorst: 3.9, lossPercent: 0.4, jitterMs: 7.25, roundTripMs: null }
  expect(await ask('interactions.quality', { interactionId: one.id })).toEqual({ figures: null })
  await ask('interactions.putQuality', { interactionId: one.id, figures })
  await ask('interactions.put', { interaction: one, segments: [] })
  expect(await ask('interactions.quality', { interactionId: one.id })).toEqual({ figures })
  const later = { ...figures, samples: 10, roundTripMs: 31.5 }
  await ask('interactions.putQuality', { interactionId: one.id, figures: later })
  expect(await ask('interactions.quality', { interactionId: one.id })).toEqual({ figures: later })
})

test('a letter, or a call that is over, is tied to a case; neither a letter nor a case that is not there is', async () => {
  const { ask } = await openBench(onTestFinished)
  const letter = call({ channel: 'email', state: 'received' })
  await ask('interactions.put', { interaction: letter, segments: [] })
  const claim = await ask('cases.create', { id: uuidv7(), contactId: null, interactionId: null, type: 'claim' })
  await ask('interactions.setCase', { id: letter.id, caseId: claim.id })
  expect((await ask('interactions.get', { id: letter.id })).interaction.caseId).toBe(claim.id)
  for (const wrong of [
    { id: uuidv7(), caseId: claim.id },
    { id: letter.id, caseId: uuidv7() },
  ])
    await expect(ask('interactions.setCase', wrong)).rejects.toMatchObject({ error: { kind: 'not_found' } })
})
