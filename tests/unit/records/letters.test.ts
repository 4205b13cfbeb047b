import { uuidv7 } from 'uuidv7'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { FolderRole } from '#shared/contract/mail-store.ts'
import { compose } from '../../../electron/mail/outbox/compose.ts'
import { parseHeader } from '../../../electron/mail/parse/header.ts'
import { mailStoreClient, type MailStore } from '../../../electron/mail/store/client.ts'
import { serveMailStore } from '../../../electron/records/queries/mail/serve.ts'
import { openBench, pipePair, type Bench } from './support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const mailboxId = 'service'
let bench: Bench
let store: MailStore
let uid: number

beforeEach(async () => {
  bench = await openBench(onTestFinished)
  uid = 0
  const [there, here] = pipePair()
  serveMailStore(there, bench.records.context)
  const clock = {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as never),
  }
  const client = mailStoreClient(
    clock,
    () => undefined,
    () => undefined,
  )
  onTestFinished(() => client.close())
  client.use(here)
  store = client
  await store.call('mailbox.open', { mailboxId, name: 'Service', address: 'service@toll.test', senderName: 'Service', own: [] })
})

interface Flags {
  readonly uid: number
  readonly seen: boolean
  readonly answered: boolean
}
interface Step {
  readonly role?: FolderRole
  readonly answered?: boolean
}
const minute = (n: number): string => new Date(Date.parse('2026-11-20T08:00:00.000Z') + n * 60_000).toISOString()

/** One step of a sync with a letter in it, as the mail process makes it; answers with the letter's UID. */
async function sync(head: string, { answered = false, role = 'inbox' }: Step = {}): Promise<number> {
  const at = minute(++uid)
  const header = await parseHeader(Buffer.from(`${head}\r\nDate: ${new Date(at).toUTCString()}\r\n\r\n`))
  const added = [{ uid, seen: false, answered, size: head.length, receivedAt: at, header }]
  await store.call('folder.store', { mailboxId, role, state: state(), added, flags: [], vanished: [], arrived: true })
  return uid
}
const state = () => ({ path: 'INBOX', uidValidity: '1', uidNext: uid + 1, highestModseq: null, backfilledTo: 1 })
const flag = async (...flags: Flags[]): Promise<void> =>
  void (await store.call('folder.store', {
    mailboxId,
    role: 'inbox',
    state: state(),
    added: [],
    flags,
    vanished: [],
    arrived: false,
  }))

const anna = (n: number, more = ''): string =>
  `From: Anna <anna@customer.test>\r\nTo: service@toll.test\r\nSubject: Invoice\r\nMessage-ID: <${n}@customer.test>${more}`
const ours = (n: number, to: number): string =>
  `From: service@toll.test\r\nTo: anna@customer.test\r\nSubject: Re: Invoice\r\nMessage-ID: <${n}@toll.test>\r\nIn-Reply-To: <${to}@customer.test>\r\nReferences: <${to}@customer.test>`

/** The only conversation: its state, its letters, and of each the turn in the interactions. */
async function turns() {
  const [conversation, ...more] = (await bench.ask('mail.conversations', { cursor: null })).items
  expect(more).toEqual([])
  const { messages } = await bench.ask('mail.conversation', { id: conversation?.id ?? '' })
  const kept = await Promise.all(messages.map(({ id }) => bench.ask('interactions.get', { id })))
  return {
    conversation: conversation?.state,
    ids: messages.map(({ id }) => id),
    turns: kept.map(({ interaction }) => [interaction.direction, interaction.state, interaction.answeredAt]),
  }
}

test('received, answered by our letter in Sent, and received again when the customer writes again', async () => {
  await sync(anna(1))
  expect(await turns()).toMatchObject({ conversation: 'waiting', turns: [['inbound', 'received', null]] })
  await sync(ours(1, 1), { role: 'sent' })
  const first = ['inbound', 'answered', minute(2)]
  const reply = ['outbound', 'closed', null]
  expect(await turns()).toMatchObject({ conversation: 'answered', turns: [first, reply] })
  await sync(anna(2, '\r\nReferences: <1@customer.test> <1@toll.test>'))
  expect(await turns()).toMatchObject({ conversation: 'waiting', turns: [first, reply, ['inbound', 'received', null]] })
  // A second answer to the first letter: when it was answered stays.
  await sync(ours(2, 1), { role: 'sent' })
  expect((await turns()).turns[0]).toEqual(first)
})

test('our answer from the outbox answers the letter and those before it', async () => {
  await sync(anna(1))
  await sync(anna(2, '\r\nReferences: <1@customer.test>'))
  const inReplyToId = (await turns()).ids[1] ?? null
  const draft = await bench.ask('drafts.begin', { id: uuidv7(), kind: 'reply', mailboxId, inReplyToId, contactId: null })
  await bench.ask('drafts.put', { draft: { ...draft, text: 'Dear Anna', html: '<p>Dear Anna</p>' } })
  const { id } = await bench.ask('outbox.queue', { id: uuidv7(), draftId: draft.id, undoSeconds: 0, anyway: false })
  const outgoing = await store.call('outbox.build', { id, now: new Date(Date.now() + 60_000).toISOString() })
  if (!outgoing) throw new Error('nothing to send')
  await store.call('outbox.freeze', { id, ...(await compose(outgoing)) })
  await store.call('outbox.move', { id, from: ['building'], to: 'sending', at: minute(10) })
  const waiting = ['inbound', 'received', null]
  expect((await turns()).turns).toEqual([waiting, waiting])
  await store.call('outbox.move', { id, from: ['sending'], to: 'accepted', at: minute(11) })
  const answered = ['inbound', 'answered', minute(11)]
  expect(await turns()).toMatchObject({ conversation: 'answered', turns: [answered, answered, ['outbound', 'closed', null]] })
})

test('answered with another program: the server’s flag says so, when it comes and later', async () => {
  await sync(anna(1), { answered: true })
  const late = await sync(anna(2, '\r\nReferences: <1@customer.test>'))
  expect((await turns()).turns).toEqual([
    ['inbound', 'answered', null],
    ['inbound', 'received', null],
  ])
  await flag({ uid: late, seen: true, answered: true })
  const both = [
    ['inbound', 'answered', null],
    ['inbound', 'answered', minute(late)],
  ]
  expect(await turns()).toMatchObject({ conversation: 'answered', turns: both })
  // The flag alone never takes an answer back.
  await flag({ uid: late, seen: true, answered: false })
  expect((await turns()).turns).toEqual(both)
})

test('a machine’s letter waits for nobody, and an answer to it opens nothing', async () => {
  await sync(anna(1, '\r\nAuto-Submitted: auto-replied'))
  expect(await turns()).toMatchObject({ conversation: 'answered', turns: [['inbound', 'closed', null]] })
  await sync(ours(1, 1), { role: 'sent' })
  expect((await turns()).turns).toEqual([
    ['inbound', 'closed', null],
    ['outbound', 'closed', null],
  ])
})
