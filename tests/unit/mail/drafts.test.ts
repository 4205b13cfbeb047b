import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { mailStoreCalls, mailStoreEvents, type FolderState } from '#shared/contract/mail-store.ts'
import { rpcClient, type RpcClient } from '#shared/contract/rpc.ts'
import { parseLetter } from '../../../electron/mail/parse/letter.ts'
import { serveMailStore } from '../../../electron/records/queries/mail/serve.ts'
import { key, pipePair, startBench, temporaryDirectory, type Bench } from '../records/support/records.ts'

let bench: Bench
let store: RpcClient<typeof mailStoreCalls>
const state: FolderState = { path: 'INBOX', uidValidity: '1', uidNext: 1, highestModseq: null, backfilledTo: 1 }

beforeEach(async () => {
  bench = startBench()
  onTestFinished(() => bench.stop())
  await bench.ask('store.open', { directory: join(temporaryDirectory(onTestFinished), 'records'), key, region: 'HU' })
  const [there, here] = pipePair()
  serveMailStore(there, bench.records.context)
  const clock = {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as never),
  }
  store = rpcClient(
    here,
    mailStoreCalls,
    mailStoreEvents,
    () => undefined,
    clock,
    () => undefined,
  )
  await store.call('mailbox.open', {
    mailboxId: 'service',
    name: 'Service',
    address: 'service@toll.test',
    senderName: 'Service',
    own: ['info@toll.test'],
  })
})

let uid = 0
/** A letter as the mail process would store it. */
async function receive(fields: string, text = 'words', role: 'inbox' | 'sent' = 'inbox'): Promise<void> {
  const raw = Buffer.from(`${fields}\r\nDate: ${new Date().toUTCString()}\r\n\r\n${text}\r\n`)
  const { header, body } = await parseLetter(raw)
  const item = { uid: ++uid, seen: false, answered: false, size: raw.byteLength, receivedAt: new Date().toISOString(), header }
  const stored = await store.call('folder.store', {
    mailboxId: 'service',
    role,
    state: { ...state, uidNext: uid + 1 },
    added: [item],
    flags: [],
    vanished: [],
    arrived: true,
  })
  if (!stored.ok) throw new Error(JSON.stringify(stored.error))
  const wanted = await store.call('bodies.wanted', { mailboxId: 'service', role, since: '2000-01-01T00:00:00.000Z', limit: 10 })
  if (wanted.ok)
    for (const { messageId } of wanted.value) await store.call('bodies.store', { letters: [{ messageId, raw, body }] })
}

const anna =
  'From: Anna <anna@customer.test>\r\nTo: service@toll.test, bela@customer.test\r\nCc: info@toll.test\r\nSubject: Invoice\r\nMessage-ID: <1@customer.test>'
const list = async () => (await bench.ask('mail.conversations', { cursor: null })).items
async function lastLetter() {
  const [conversation] = await list()
  const letter = (await bench.ask('mail.conversation', { id: conversation?.id ?? '' })).messages.at(-1)
  if (!letter) throw new Error('no letter')
  return letter
}
const begin = (kind: 'new' | 'reply' | 'reply_all' | 'forward', inReplyToId: string | null) =>
  bench.ask('drafts.begin', { id: uuidv7(), kind, mailboxId: 'service', inReplyToId, contactId: null })
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (thrown: { error: { kind: string; messageKey: string } }) => thrown.error.messageKey,
  )

test('an answer to all leaves our own addresses out, quotes, and is taken up again', async () => {
  await receive(anna, 'first\r\nsecond')
  const letter = await lastLetter()
  const draft = await begin('reply_all', letter.id)
  expect(draft).toMatchObject({ subject: 'Re: Invoice', conversationId: letter.conversationId, cc: [] })
  expect(draft.to.map(({ address }) => address)).toEqual(['anna@customer.test', 'bela@customer.test'])
  expect(draft.quote?.text).toContain('> first\n> second')
  await bench.ask('drafts.put', { draft: { ...draft, text: 'half a sen', html: '<p>half a sen</p>' } })
  expect(await begin('reply_all', letter.id)).toMatchObject({ id: draft.id, text: 'half a sen' })
  expect((await list())[0]?.hasDraft).toBe(true)
})

test('forwarding takes the files along and starts without recipients', async () => {
  const boundary = 'Content-Type: multipart/mixed; boundary=b'
  await receive(
    `${anna}\r\n${boundary}`,
    '--b\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nPDF\r\n--b--',
  )
  const draft = await begin('forward', (await lastLetter()).id)
  expect(draft).toMatchObject({
    to: [],
    subject: 'Fwd: Invoice',
    conversationId: null,
    attachments: [{ fileName: 'a.pdf', contentType: 'application/pdf' }],
  })
})

test('nothing leaves unfinished: no recipient, no address, an open place, a newer letter', async () => {
  await receive(anna)
  const draft = await begin('reply', (await lastLetter()).id)
  const queue = (anyway = false) => bench.ask('outbox.queue', { id: uuidv7(), draftId: draft.id, undoSeconds: 10, anyway })
  const put = (more: Partial<typeof draft>) => bench.ask('drafts.put', { draft: { ...draft, ...more } })
  await put({ to: [] })
  expect(await refusal(queue())).toBe('error.mail.noRecipient')
  await put({ to: [{ name: '', address: 'anna at home' }] })
  expect(await refusal(queue())).toBe('error.mail.badRecipient')
  await put({ unfinished: { to: 'ann', cc: '', bcc: '' } })
  expect(await refusal(queue())).toBe('error.mail.badRecipient')
  await put({ text: 'Dear {{name}}' })
  expect(await refusal(queue())).toBe('error.mail.unresolved')
  await put({ text: 'Dear Anna' })
  await receive(anna.replace('<1@', '<2@').replace('Invoice\r\n', 'Re: Invoice\r\nReferences: <1@customer.test>\r\n'))
  expect(await refusal(queue())).toBe('error.mail.newerLetter')
  const item = await queue(true)
  expect(item).toMatchObject({ state: 'queued', conversationId: draft.conversationId })
  expect(item.messageId).toMatch(/^<[0-9a-f-]{36}@toll\.test>$/)
  // A save that comes late does not bring the draft back.
  expect(await refusal(put({ text: 'late' }))).toBe('error.mail.draftGone')
  expect(await bench.ask('outbox.withdraw', { id: item.id })).toMatchObject({ id: draft.id, text: 'Dear Anna' })
})

test('a file is copied in, too large ones are refused, one that is none is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'offer.pdf'), 'PDF')
  writeFileSync(join(folder, 'film.bin'), Buffer.alloc(26 * 1024 * 1024))
  const draft = await begin('new', null)
  const attach = (name: string) => bench.ask('drafts.attach', { draftId: draft.id, id: uuidv7(), path: join(folder, name) })
  const attached = await attach('offer.pdf')
  expect(attached.attachments).toMatchObject([{ fileName: 'offer.pdf', contentType: 'application/pdf', size: 3 }])
  expect(await refusal(attach('film.bin'))).toBe('error.mail.filesTooLarge')
  expect(await refusal(attach('missing.pdf'))).toBe('error.mail.noFile')
  expect((await bench.ask('drafts.detach', { draftId: draft.id, id: attached.attachments[0]?.id ?? '' })).attachments).toEqual([])
})

test('a sender is linked as a caller is; the timeline shows the letter; another link moves all of it and can be undone', async () => {
  const contact = async (displayName: string, address: string, id: string) =>
    (await bench.ask('contacts.create', { id, input: { displayName, points: [{ type: 'email', raw: address }] } })).contact.id
  const first = await contact('Anna', 'ANNA@customer.test', uuidv7())
  const second = await contact('Anna Maria', 'am@customer.test', uuidv7())
  await receive(anna)
  const [conversation] = await list()
  expect(conversation).toMatchObject({ contactId: first, contactName: 'Anna', state: 'waiting' })
  const entries = async (contactId: string) => (await bench.ask('timeline.list', { contactId, cursor: null })).items
  expect(await entries(first)).toMatchObject([
    { kind: 'mail', title: 'Invoice', summary: 'words', direction: 'inbound', unread: true },
  ])
  const { undoId } = await bench.ask('mail.linkConversation', {
    id: conversation?.id ?? '',
    contactId: second,
    actor: 'agent',
    undoId: uuidv7(),
  })
  expect([(await entries(first)).length, (await entries(second)).length, (await list())[0]?.contactId]).toEqual([0, 1, second])
  await bench.ask('interactions.undoRelink', { undoId })
  expect([(await entries(first)).length, (await entries(second)).length, (await list())[0]?.contactId]).toEqual([1, 0, first])
})

test('two customers never share a conversation, and a late letter joins two halves of one', async () => {
  const about = (from: string, n: number, refs: string) =>
    `From: ${from}\r\nTo: service@toll.test\r\nSubject: Re: Order\r\nMessage-ID: <${n}@x>${refs}`
  await receive(about('a@x.test', 10, '\r\nReferences: <root@x>'))
  await receive(about('b@x.test', 11, '\r\nReferences: <root@x>'))
  expect(await list()).toHaveLength(2)
  await receive(about('a@x.test', 12, ''))
  expect(await list()).toHaveLength(3)
  await receive(about('a@x.test', 13, '\r\nReferences: <10@x> <12@x>'))
  const after = await list()
  expect(
    after
      .map(({ counterpart, messageCount }) => [counterpart.address, messageCount] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  ).toEqual([
    ['a@x.test', 3],
    ['b@x.test', 1],
  ])
})

test('a letter can be begun in a mailbox that main knows of, though the mail process never came up', async () => {
  const lonely = { mailboxId: 'orders', name: 'Orders', address: 'Orders@toll.test', senderName: 'Orders' }
  const asked = () =>
    bench.ask('drafts.begin', { id: uuidv7(), kind: 'new', mailboxId: 'orders', inReplyToId: null, contactId: null })
  expect(await refusal(asked())).toBe('error.mail.noMailbox')
  const rows = () => bench.records.context.store().read.selectFrom('mailboxes').selectAll().orderBy('id').execute()
  await bench.ask('mailboxes.known', { mailboxes: [lonely] })
  expect(await asked()).toMatchObject({ mailboxId: 'orders' })
  expect((await rows()).map((row) => [row.id, row.own])).toEqual([
    ['orders', '["orders@toll.test"]'],
    ['service', '["service@toll.test","info@toll.test"]'],
  ])
  await bench.ask('mailboxes.known', { mailboxes: [{ ...lonely, senderName: 'The orders desk' }] })
  expect((await rows())[0]).toMatchObject({ sender_name: 'The orders desk' })
})
