import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { startMailbox, type AgentLetter, type Mailbox } from '../../../electron/practice/mailbox/mailbox.ts'
import { account, startDesk, type Desk } from '../mail/support/desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'courtesy-practice-'))
const file = join(folder, 'letters.json')
const taken: AgentLetter[] = []
const open = (): Promise<Mailbox> =>
  startMailbox({
    file,
    user: 'service',
    password: 'right',
    own: 'service@practice.example',
    exists: (address) => address === 'eva@customer.example',
    taken: (letter) => void taken.push(letter),
    log: () => {},
  })
const me = { name: 'Customer service', address: 'service@practice.example' }
const letter = (subject: string, text: string, date = new Date()) => ({
  from: { name: 'Szabó Éva – Батсүх', address: 'eva@customer.example' },
  to: me,
  subject,
  text,
  date,
  inReplyTo: null,
})

let mailbox: Mailbox
let desk: Desk
beforeAll(async () => {
  mailbox = await open()
  desk = await startDesk()
})
afterAll(async () => {
  await desk.stop()
  await mailbox.close()
  rmSync(folder, { recursive: true, force: true })
})
const imap = async (password = 'right'): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: mailbox.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'service', pass: password },
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}
const configure = (): Promise<null> =>
  desk.mail('configure', {
    accounts: [
      {
        account: account(
          { IMAPS_PORT: 1, SMTPS_PORT: 1 },
          {
            address: me.address,
            allowInsecure: true,
            imap: { host: '127.0.0.1', port: mailbox.imapPort, security: 'none', user: 'service' },
            smtp: { host: '127.0.0.1', port: mailbox.smtpPort, security: 'none', user: 'service' },
          },
        ),
        password: 'right',
      },
    ],
    trustedCertificates: [],
  })
const conversations = async () => (await desk.records('mail.conversations', { cursor: null })).items

test('our mail process syncs it, hears of a new letter by IDLE, answers, files in Sent once', async () => {
  mailbox.deliver(letter('Számla 4711', 'Miért több?', new Date(Date.now() - 3 * 86_400_000)))
  await configure()
  await desk.until('in sync', () => desk.statuses.at(-1)?.state === 'idle')
  const [old] = await desk.until('the text', async () => {
    const found = await conversations()
    return found[0]?.snippet ? found : null
  })
  expect(old).toMatchObject({ subject: 'Számla 4711', snippet: 'Miért több?', counterpart: { name: 'Szabó Éva – Батсүх' } })
  expect(Date.now() - Date.parse(old?.lastAt ?? '')).toBeGreaterThan(2 * 86_400_000)

  await new Promise((resolve) => setTimeout(resolve, 1000))
  mailbox.deliver(letter('Second', 'New.'))
  await desk.until('it is told of', () => desk.heard.find((entry) => entry.name === 'mail.arrived'))

  const { messages } = await desk.records('mail.conversation', { id: old?.id ?? '' })
  const draft = await desk.records('drafts.begin', {
    id: uuidv7(),
    kind: 'reply',
    mailboxId: 'service',
    inReplyToId: messages[0]?.id ?? null,
    contactId: null,
  })
  const { updatedAt: _at, ...rest } = draft
  await desk.records('drafts.put', { draft: { ...rest, html: '<p>Kijavítjuk.</p>', text: 'Kijavítjuk.' } })
  await desk.records('outbox.queue', { id: uuidv7(), draftId: draft.id, undoSeconds: 0, anyway: true })
  await desk.mail('poke', null)
  await desk.until('sent', async () => (await desk.records('outbox.list', null)).every((item) => item.state === 'done'), 60_000)
  expect(taken).toHaveLength(1)
  expect(taken[0]).toMatchObject({ to: ['eva@customer.example'], subject: 'Re: Számla 4711' })
  const client = await imap()
  try {
    await client.mailboxOpen('Sent')
    expect(await client.search({ all: true }, { uid: true })).toEqual([1])
    expect(await client.search({ header: { 'message-id': taken[0]?.messageId ?? '' } }, { uid: true })).toEqual([1])
    expect((await client.list()).find((each) => each.specialUse === '\\Sent')?.path).toBe('Sent')
  } finally {
    await client.logout()
  }
})

test('read marks go both ways, and all of it outlives a restart', async () => {
  const [first] = await conversations()
  const { messages } = await desk.records('mail.conversation', { id: first?.id ?? '' })
  const letterId = messages.find((each) => each.direction === 'inbound')?.id ?? ''
  await desk.records('mail.setSeen', { messageIds: [letterId], seen: true })
  await desk.mail('poke', null)
  const client = await imap()
  await client.mailboxOpen('INBOX')
  await desk.until('the server knows', async () => ((await client.search({ seen: true }, { uid: true })) || []).length > 0)
  const seen = (await client.search({ seen: true }, { uid: true })) || []
  await client.logout()
  await mailbox.close()
  mailbox = await open()
  expect(mailbox.isEmpty()).toBe(false)
  const again = await imap()
  const box = await again.mailboxOpen('INBOX')
  expect(box.exists).toBe(2)
  expect(await again.search({ seen: true }, { uid: true })).toEqual(seen)
  await again.logout()
})

test('imapflow fetches, stores, moves out and idles', async () => {
  const client = await imap()
  const other = await imap()
  await client.mailboxOpen('INBOX')
  const heard: string[] = []
  client.on('exists', () => heard.push('exists'))
  client.on('expunge', () => heard.push('expunge'))
  client.on('flags', () => heard.push('flags'))
  void client.idle().catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 300))
  mailbox.deliver(letter('Third', 'Three.'))
  await other.mailboxOpen('INBOX')
  const last = (await other.search({ all: true }, { uid: true })) || []
  const uid = String(last.at(-1))
  const one = await other.fetchOne(
    uid,
    { source: true, flags: true, headers: ['subject', 'from'], size: true, internalDate: true },
    { uid: true },
  )
  if (!one) throw new Error('nothing fetched')
  expect(one.headers?.toString()).toMatch(/^Subject: Third\r\n/m)
  expect(one.headers?.toString()).not.toMatch(/^To:/m)
  expect(one.source?.length).toBe(one.size)
  await other.messageFlagsAdd(uid, ['\\Flagged'], { uid: true })
  await other.append('Drafts', Buffer.from('Subject: \r\n\r\nx\u0000\xff', 'latin1'), ['\\Draft'])
  await other.messageDelete(uid, { uid: true })
  await desk.until('all heard', () => ['exists', 'flags', 'expunge'].every((each) => heard.includes(each)))
  await other.mailboxOpen('Drafts')
  const draft = await other.fetchOne('1', { source: true, flags: true })
  expect(draft && draft.source?.toString('latin1')).toBe('Subject: \r\n\r\nx\u0000\xff')
  await Promise.all([client.logout(), other.logout()])
})

test('a wrong password opens neither door, a stranger gets no letter', async () => {
  await expect(imap('wrong')).rejects.toThrow()
  const steps = await desk.mail('test', {
    account: account(
      { IMAPS_PORT: 1, SMTPS_PORT: 1 },
      {
        allowInsecure: true,
        imap: { host: '127.0.0.1', port: mailbox.imapPort, security: 'none', user: 'service' },
        smtp: { host: '127.0.0.1', port: mailbox.smtpPort, security: 'none', user: 'service' },
      },
    ),
    password: 'wrong',
    trustedCertificates: [],
  })
  expect(steps.filter((step) => !step.ok).map((step) => step.step)).toContain('imap_login')
})
