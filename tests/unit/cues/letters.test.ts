import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { contactFacts, subjectFacts } from '../../../electron/cues/facts-of.ts'
import { draftFacts, readLetter } from '../../../electron/cues/letters.ts'
import { mailStoreCalls, mailStoreEvents } from '#shared/contract/mail-store.ts'
import { rpcClient } from '#shared/contract/rpc.ts'
import type { AppError } from '#shared/contract/result.ts'
import { parseLetter } from '../../../electron/mail/parse/letter.ts'
import { serveMailStore } from '../../../electron/records/queries/mail/serve.ts'
import { openBench, pipePair } from '../records/support/records.ts'
import { contact } from '../records/support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('a customer’s letter becomes facts, and a draft is measured by what it asks', async () => {
  const { ask, records } = await openBench(onTestFinished)
  const [there, here] = pipePair()
  serveMailStore(there, records.context)
  const clock = {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as never),
  }
  const store = rpcClient(
    here,
    mailStoreCalls,
    mailStoreEvents,
    () => undefined,
    clock,
    () => undefined,
  )
  await ask('contacts.create', { id: uuidv7(), input: { ...contact('Mary Whitfield', 'mary@customer.test'), locale: 'en' } })
  const mailboxId = 'service'
  await store.call('mailbox.open', { mailboxId, name: 'Service', address: 'service@toll.test', senderName: 'Service', own: [] })
  const now = Date.now()
  const raw = Buffer.from(
    `From: Mary <mary@customer.test>\r\nTo: service@toll.test\r\nSubject: Invoice\r\nMessage-ID: <1@customer.test>\r\nDate: ${new Date(now).toUTCString()}\r\n\r\nWhy is invoice 4711 higher? When does the technician come?\r\n`,
  )
  const { header, body } = await parseLetter(raw)
  const receivedAt = new Date(now - 5 * 3_600_000).toISOString()
  const state = { path: 'INBOX', uidValidity: '1', uidNext: 2, highestModseq: null, backfilledTo: 1 }
  const added = [{ uid: 1, seen: false, answered: false, size: raw.byteLength, receivedAt, header }]
  await store.call('folder.store', { mailboxId, role: 'inbox', state, added, flags: [], vanished: [], arrived: true })
  const wanted = await store.call('bodies.wanted', { mailboxId, role: 'inbox', since: '2000-01-01T00:00:00.000Z', limit: 10 })
  if (wanted.ok)
    for (const { messageId } of wanted.value) await store.call('bodies.store', { letters: [{ messageId, raw, body }] })
  const [conversation] = (await ask('mail.conversations', { cursor: null })).items
  const port = {
    call: ((name: never, input: never) =>
      ask(name, input).then(
        (value) => ({ ok: true, value }),
        (thrown: { error: AppError }) => ({ ok: false, error: thrown.error }),
      )) as never,
  }
  const letter = await readLetter(port, conversation?.id ?? '', now)
  expect(letter?.standing).toMatchObject({
    direction: 'inbound',
    'letter.questions': 2,
    'contact.name': 'Mary Whitfield',
    'contact.known': true,
    'case.type': null,
  })
  expect(letter?.standing['letter.waitingHours']).toBeCloseTo(5, 1)
  const found = draftFacts(
    { text: 'Hello Mary, thank you. Invoice 4711 was higher because of a mistake.', attachments: [] },
    letter,
    'cs',
  )
  expect(found).toMatchObject({ 'draft.missingName': false, 'draft.unansweredQuestions': ['When does the technician come?'] })
  expect(await readLetter(port, uuidv7(), now)).toBeNull()
})

test('own fields of a contact are read with care', () => {
  const now = Date.parse('2026-11-25T15:00:00.000Z')
  const facts = (custom: Record<string, string>, customerSince: string | null = null) =>
    contactFacts(
      {
        contact: { custom, customerSince, kind: 'external', displayName: 'Anna', tags: [], promised: ' ' },
        openCases: [{ type: 'claim' }, { type: 'order' }],
        recentCount: 3,
        recentSince: '2026-11-23T08:05:00.000Z',
      } as never,
      now,
    )
  expect(facts({ renewalOn: '2026-12-05', lastScore: '4,5' }, '2019-11-26')).toMatchObject({
    'contact.renewalDays': 10,
    'contact.lastScore': 4.5,
    'contact.customerYears': 6,
    'contact.openComplaints': 1,
    'contact.openCases': 2,
    'contact.recentSince': Date.UTC(2026, 10, 23, 8, 5),
    'contact.promised': false,
  })
  expect(facts({ renewalOn: '2026-11-20' })['contact.renewalDays']).toBe(-5)
  for (const wrong of ['soon', '2026-13-45', ''])
    expect(facts({ renewalOn: wrong, lastScore: wrong }, wrong)).toMatchObject({
      'contact.renewalDays': null,
      'contact.lastScore': null,
    })
  expect(facts({ lastScore: '11' })['contact.lastScore']).toBeNull()
})

test('what contacts are about is said only where it is so', () => {
  const about = (
    openCases: readonly string[],
    recentCaseIds: readonly string[],
    linked: string | null = null,
    recentWithoutCase: readonly string[] = [],
  ): unknown =>
    subjectFacts(
      { openCases: openCases.map((id) => ({ id, subject: `about ${id}` })), recentCaseIds, recentWithoutCase } as never,
      linked === null ? null : ({ id: linked, subject: `about ${linked}` } as never),
      'this',
    )['contact.openSubject']
  // The case this contact hangs on, the one the earlier ones hang on, the only one that is open.
  expect(about(['a', 'b'], [], 'b')).toBe('about b')
  expect(about(['a', 'b'], ['b'])).toBe('about b')
  expect(about(['a'], [])).toBe('about a')
  // This one may hang on none yet, or the records may not have heard of its case.
  expect(about(['a', 'b'], ['b'], null, ['this'])).toBe('about b')
  expect(about(['a', 'b'], ['b'], 'b', ['this'])).toBe('about b')
  expect(about(['a'], [], null, ['this'])).toBe('about a')
  // Several, or another one, or one that is closed.
  expect(about(['a', 'b'], [])).toBeNull()
  expect(about(['a', 'b'], ['a', 'b'])).toBeNull()
  expect(about(['a', 'b'], ['a'], 'b')).toBeNull()
  expect(about(['a'], ['closed'])).toBeNull()
  expect(about([], [])).toBeNull()
  // An earlier one hung on no case: what it was about nobody knows.
  expect(about(['a'], [], null, ['earlier', 'this'])).toBeNull()
  expect(about(['a'], [], null, ['earlier', 'earliest'])).toBeNull()
  expect(about(['a'], ['a'], null, ['earlier'])).toBeNull()
  expect(about(['a'], ['a'], 'a', ['earlier'])).toBeNull()
  expect(subjectFacts(null, { id: 'a', subject: 'Invoice' } as never, 'this')).toEqual({ 'contact.openSubject': 'Invoice' })
  expect(subjectFacts(null, { id: 'a', subject: ' ' } as never, 'this')).toEqual({ 'contact.openSubject': null })
})
