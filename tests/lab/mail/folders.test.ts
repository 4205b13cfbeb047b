import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ImapFlow } from 'imapflow'
import { account, startDesk, type Desk } from './support/desk.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'

let lab: MailLab
beforeAll(async () => {
  lab = await startMailLab()
})
afterAll(() => lab.stop())

async function start(directory?: string): Promise<Desk> {
  const desk = await startDesk(directory)
  onTestFinished(() => desk.stop())
  await desk.mail('configure', {
    accounts: [{ account: account(lab.ports), password: 'secret' }],
    trustedCertificates: [lab.certificate],
  })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
  return desk
}

async function asOtherProgram<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: lab.ports.IMAPS_PORT,
    secure: true,
    auth: { user: 'service', pass: 'secret' },
    tls: { rejectUnauthorized: false },
    logger: false,
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

const send = (subject: string, more: object = {}) =>
  lab.mail.send({ from: 'anna@customer.test', to: 'service@toll.test', subject, text: `words of ${subject}`, ...more })
const list = async (desk: Desk) => (await desk.records('mail.conversations', { cursor: null })).items
const uids = async (desk: Desk) =>
  (
    await desk.recordsContext
      .store()
      .read.selectFrom('message_copies')
      .select('uid')
      .where('role', '=', 'inbox')
      .orderBy('uid')
      .execute()
  ).map(({ uid }) => uid)

test('the server numbers the folder anew: letters, texts and customer stay, UIDs are found again', async () => {
  for (const subject of ['one', 'two', 'three']) await send(subject)
  await lab.mail.waitFor('service', 3)
  const desk = await start()
  const contact = await desk.records('contacts.create', {
    id: '01930000-0000-7000-8000-000000000001',
    input: { displayName: 'Anna', points: [{ type: 'email', raw: 'someone@else.test' }] },
  })
  await desk.until(
    'texts',
    async () => (await list(desk)).every(({ snippet }) => snippet !== '') && (await list(desk)).length === 3,
  )
  const before = await list(desk)
  const linked = before[0]?.id ?? ''
  await desk.records('mail.linkConversation', {
    id: linked,
    contactId: contact.contact.id,
    actor: 'agent',
    undoId: '01930000-0000-7000-8000-000000000002',
  })
  await desk.stop(true)
  // Letters moved into a new INBOX: another UIDVALIDITY, other UIDs.
  const kept = await lab.mail.read('service')
  await asOtherProgram(async (client) => {
    await client.mailboxCreate('Aside')
    await client.mailboxOpen('INBOX')
    await client.messageMove('1:*', 'Aside')
  })
  const { rmSync } = await import('node:fs')
  const { join } = await import('node:path')
  const folder = join(lab.folder, 'mail/service')
  for (const name of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache', 'dovecot-uidvalidity'])
    rmSync(join(folder, name), { force: true })
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await asOtherProgram(async (client) => {
    for (const letter of kept.toReversed()) await client.append('INBOX', letter.source, ['\\Seen'])
  })
  const again = await start(desk.directory)
  await again.until('three UIDs', async () => (await uids(again)).length === 3)
  const after = await list(again)
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  expect(after.find(({ id }) => id === linked)?.contactId).toBe(contact.contact.id)
  expect(after.every(({ messageCount, snippet }) => messageCount === 1 && snippet !== '')).toBe(true)
  const letters = await again.recordsContext
    .store()
    .read.selectFrom('messages')
    .select('id')
    .where('direction', '=', 'inbound')
    .execute()
  expect(letters).toHaveLength(3)
})

test('what another program deletes or answers is seen while watching', async () => {
  const desk = await start()
  const before = await uids(desk)
  await send('doomed')
  await desk.until('there', async () => (await uids(desk)).length === before.length + 1)
  const uid = (await uids(desk)).at(-1) ?? 0
  await asOtherProgram(async (client) => {
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd(String(uid), ['\\Answered'], { uid: true })
  })
  await desk.until('answered', async () => (await list(desk)).find(({ subject }) => subject === 'doomed')?.state === 'answered')
  await asOtherProgram(async (client) => {
    await client.mailboxOpen('INBOX')
    await client.messageDelete(String(uid), { uid: true })
  })
  await desk.until('gone from the folder', async () => !(await uids(desk)).includes(uid))
  // The letter itself stays: a customer's history is not the server's to delete.
  expect((await list(desk)).some(({ subject }) => subject === 'doomed')).toBe(true)
})

test('our own answer from another program stands in the conversation and answers it', async () => {
  const messageId = await send('from elsewhere')
  const desk = await start()
  await desk.until('there', async () => (await list(desk)).some(({ subject }) => subject === 'from elsewhere'))
  await asOtherProgram((client) =>
    client.append(
      'Sent',
      `From: service@toll.test\r\nTo: anna@customer.test\r\nSubject: Re: from elsewhere\r\nMessage-ID: <elsewhere@toll.test>\r\nIn-Reply-To: ${messageId}\r\nReferences: ${messageId}\r\nDate: ${new Date().toUTCString()}\r\n\r\nanswered by telephone\r\n`,
      ['\\Seen'],
    ),
  )
  await desk.mail('tryNow', null)
  const found = await desk.until('two letters', async () =>
    (await list(desk)).find(({ subject, messageCount }) => subject === 'from elsewhere' && messageCount === 2),
  )
  expect(found.state).toBe('answered')
})

test('history comes newest first, and the search finds words of the text', async () => {
  await asOtherProgram(async (client) => {
    for (let index = 0; index < 40; index++)
      await client.append(
        'INBOX',
        `From: bela@customer.test\r\nTo: service@toll.test\r\nSubject: old ${index}\r\nMessage-ID: <old${index}@customer.test>\r\nDate: ${new Date(Date.UTC(2020, 0, 1 + index)).toUTCString()}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nkakukktojás ${index}\r\n`,
        [],
        new Date(Date.UTC(2020, 0, 1 + index)),
      )
  })
  const desk = await start()
  await desk.until('all', async () => (await desk.records('mail.conversations', { cursor: null, limit: 100 })).items.length >= 40)
  const page = await desk.records('mail.conversations', { cursor: null, limit: 10 })
  const next = await desk.records('mail.conversations', { cursor: page.nextCursor, limit: 100 })
  const times = [...page.items, ...next.items].map(({ lastAt }) => lastAt)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(new Set([...page.items, ...next.items].map(({ id }) => id)).size).toBe(page.items.length + next.items.length)
  // Older than the window whose texts come by themselves: comes when somebody opens it.
  const old = next.items.find(({ subject }) => subject === 'old 3')
  const [letter] = (await desk.records('mail.conversation', { id: old?.id ?? '' })).messages
  expect(await desk.records('mail.body', { messageId: letter?.id ?? '' })).toMatchObject({ text: null })
  await desk.until('the opened letter', async () =>
    (await desk.records('mail.body', { messageId: letter?.id ?? '' })).text?.includes('kakukktojás 3'),
  )
  await send('searched', { text: 'Das Gerät funktioniert überhaupt nicht' })
  await desk.until('found', async () =>
    (await desk.records('search.query', { text: 'gerat uberhaupt', kinds: ['mail'], cursor: null })).items.some(
      ({ title }) => title === 'searched',
    ),
  )
})
