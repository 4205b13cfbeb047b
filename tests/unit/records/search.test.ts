import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { excerpt, wantedOf } from '../../../electron/records/queries/search/excerpt.ts'
import { nextSeq } from '../../../electron/records/database/seq.ts'
import { indexWords } from '../../../electron/records/sqlite/full-text.ts'
import { openBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('finds contacts, calls, notes and cases by any word, without diacritics, by beginnings and by numbers', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  await ask('contacts.create', {
    id,
    input: {
      ...contact('Kovács Anna', '06 30 123 4567', 'anna.kovacs@zold.example'),
      organizationName: 'Zöld Kft.',
      city: 'Pécs',
    },
  })
  const interaction = call({ contactId: id, matchLevel: 'stated', note: 'Der Wasserkocher ist kaputt gegangen', state: 'closed' })
  await ask('interactions.put', { interaction, segments: [] })
  await ask('notes.put', { note: { id: uuidv7(), contactId: id, interactionId: null, body: 'Visszahívást kér\nholnap délután' } })
  const caseId = uuidv7()
  await ask('cases.create', { id: caseId, contactId: id, interactionId: interaction.id, type: 'claim' })
  await ask('cases.patch', { id: caseId, patch: { subject: 'Rozbitá konvice', note: 'úplně nefunguje' } })
  const find = async (text: string) => (await ask('search.query', { text, cursor: null })).items.map((hit) => hit.kind)
  expect(await find('kovacs anna')).toEqual(['contact'])
  expect(await find('zold.example')).toEqual(['contact'])
  expect(await find('anna.kovacs@zold.example')).toEqual(['contact'])
  expect(await find('zold@anna')).toEqual([])
  expect(await find('wasserkoch')).toEqual(['call'])
  expect(await find('VISSZAHIV')).toEqual(['note'])
  expect(await find('konvice')).toEqual(['case'])
  expect(await find('+36 30 123')).toEqual(['contact', 'call'])
  expect(await find('06301234567')).toEqual(['contact', 'call'])
  expect(await find('0036301234567')).toEqual(['contact', 'call'])
  expect(await find('wasserkocher nobody')).toEqual([])
  const [hit] = (await ask('search.query', { text: 'kaputt', cursor: null })).items
  expect(hit).toMatchObject({
    kind: 'call',
    contactId: id,
    contactName: 'Kovács Anna',
    title: 'Kovács Anna',
    excerpt: 'Der Wasserkocher ist \u0001kaputt\u0002 gegangen',
  })
  await ask('interactions.put', { interaction: { ...interaction, note: 'Der Wasserkocher ist ersetzt' }, segments: [] })
  expect(await find('kaputt')).toEqual([])
  expect((await ask('search.query', { text: 'anna', kinds: ['note'], cursor: null })).items).toEqual([])
  for (const hostile of ['"', '*', 'NEAR(', 'a OR b AND', "words:'x'", '^', '\u0000', '-', '{', '🙂'])
    expect(await find(hostile)).toBeInstanceOf(Array)
})

test('pages go through all hits once, newest first, also where kinds share an instant', async () => {
  const at = '2026-11-21T10:00:00.000Z'
  const { ask } = await openBench(onTestFinished, () => at)
  const id = uuidv7()
  await ask('contacts.create', { id, input: contact('kettle person') })
  for (let n = 0; n < 12; n++)
    await ask('interactions.put', {
      interaction: call({ note: `kettle ${n}`, startedAt: n % 2 ? at : `2026-11-20T10:00:${10 + n}.000Z` }),
      segments: [],
    })
  for (let n = 0; n < 6; n++)
    await ask('notes.put', { note: { id: uuidv7(), contactId: id, interactionId: null, body: `kettle note ${n}` } })
  const seen: string[] = []
  const times: string[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page: Awaited<ReturnType<typeof ask<'search.query'>>> = await ask('search.query', { text: 'kettle', cursor, limit: 5 })
    seen.push(...page.items.map((hit) => hit.id))
    times.push(...page.items.flatMap((hit) => hit.at ?? []))
    cursor = page.nextCursor
    pages++
  } while (cursor !== null && pages < 20)
  expect(seen).toHaveLength(19)
  expect(new Set(seen).size).toBe(19)
  expect([...times].sort().reverse()).toEqual(times)
  expect((await ask('search.query', { text: 'kettle', kinds: ['contact'], cursor: null })).items).toHaveLength(1)
  await expect(ask('search.query', { text: 'kettle', cursor: 'x' })).rejects.toMatchObject({ error: { kind: 'bad_input' } })
})

test('finds letters by their text and shows whose they are', async () => {
  const { ask, records } = await openBench(onTestFinished)
  const contactId = uuidv7()
  await ask('contacts.create', { id: contactId, input: contact('Anna', 'anna@x.test') })
  const at = '2026-11-21T10:00:00.000Z'
  const conversationId = uuidv7()
  const id = uuidv7()
  await records.context.store().write(async (tx) => {
    const shared = { mailbox_id: 'service', subject: 'Wasserkocher', snippet: 'Guten Tag', automatic: 0, contact_id: contactId }
    const conversation = {
      base_subject: 'wasserkocher',
      counterpart_name: 'Anna',
      counterpart_address: 'anna@x.test',
      merged_into_id: null,
    }
    await tx
      .insertInto('conversations')
      .values({
        ...shared,
        ...conversation,
        id: conversationId,
        last_seq: 1,
        message_count: 1,
        unread_count: 1,
        state: 'waiting',
        has_attachments: 0,
      })
      .execute()
    const seq = await nextSeq(tx, 'messages', at)
    const letter = {
      direction: 'inbound',
      message_id: '<1@x.test>',
      in_reply_to: null,
      refs: '[]',
      from_name: 'Anna',
      from_address: 'anna@x.test',
    } as const
    const lists = {
      reply_to: '[]',
      to_list: '[]',
      cc_list: '[]',
      date: at,
      received_at: at,
      identity: 'i',
      size: 10,
      wanted_at: null,
    }
    await tx
      .insertInto('messages')
      .values({
        ...shared,
        ...letter,
        ...lists,
        seq,
        id,
        conversation_id: conversationId,
        seen: 0,
        answered: 0,
        complete: 1,
        unreadable: 0,
        has_attachments: 0,
      })
      .execute()
    await tx
      .insertInto('message_bodies')
      .values({ message_id: id, truncated: 0, text: 'Guten Tag, der Deckel klemmt.', html: null })
      .execute()
    await indexWords(tx, 'fts_messages', seq, 'Wasserkocher Guten Tag, der Deckel klemmt.')
  })
  expect((await ask('search.query', { text: 'deckel', cursor: null })).items).toEqual([
    {
      kind: 'mail',
      id,
      title: 'Wasserkocher',
      excerpt: 'Guten Tag, der \u0001Deckel\u0002 klemmt.',
      at,
      contactId,
      contactName: 'Anna',
      conversationId,
    },
  ])
})

test('an excerpt shows the words around the hit and trusts no mark of the text', () => {
  const long = `${'lorem ipsum '.repeat(50)}the kettle \u0001broke\u0002 again ${'dolor '.repeat(100)}`
  const cut = excerpt([long], wantedOf('broke kettl'))
  expect(cut).toContain('\u0001kettle\u0002 \u0001broke\u0002 again')
  expect(cut.length).toBeLessThan(260)
  expect(excerpt(['', 'nothing of it'], wantedOf('else'))).toBe('nothing of it')
  expect(excerpt(['ruft +36 30 123-4567 zurück'], wantedOf('06301234567'))).toBe('ruft \u0001+36 30 123-4567\u0002 zurück')
})
