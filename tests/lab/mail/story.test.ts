import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { account, startDesk, type Desk } from './support/desk.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'

let lab: MailLab
let desk: Desk
beforeAll(async () => {
  lab = await startMailLab()
  desk = await startDesk()
})
afterAll(async () => {
  await desk.stop()
  await lab.stop()
})

const conversations = async () => (await desk.records('mail.conversations', { cursor: null })).items

test('a letter comes in by itself, is answered, arrives once and lies in Sent once', async () => {
  await desk.mail('configure', {
    accounts: [{ account: account(lab.ports), password: 'secret' }],
    trustedCertificates: [lab.certificate],
  })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
  await desk.until('the connection idles', () => new Promise((resolve) => setTimeout(() => resolve(true), 800)))

  await lab.mail.send({
    from: 'Anna <anna@customer.test>',
    to: 'service@toll.test',
    cc: 'bela@customer.test',
    subject: 'Invoice 12',
    text: 'It is higher than agreed.',
  })
  const handedOver = Date.now()
  await lab.mail.waitFor('service', 1)
  const delivered = Date.now()
  const arrived = await desk.until('mail.arrived', () => desk.heard.find((entry) => entry.name === 'mail.arrived'))
  // By IDLE: without it the folders are compared every ten minutes only. (Measured: 0.7 to 1.0 s on a busy machine.)
  expect(arrived.at - delivered).toBeLessThan(15_000)
  console.info(`arrival: ${arrived.at - handedOver} ms after Postfix had the letter`)

  const [conversation] = await desk.until('the text', async () => {
    const found = await conversations()
    return found[0]?.snippet ? found : null
  })
  expect(conversation).toMatchObject({
    subject: 'Invoice 12',
    snippet: 'It is higher than agreed.',
    unreadCount: 1,
    state: 'waiting',
    counterpart: { address: 'anna@customer.test' },
  })

  const { messages } = await desk.records('mail.conversation', { id: conversation?.id ?? '' })
  const [letter] = messages
  if (!letter) throw new Error('no letter')
  const draft = await desk.records('drafts.begin', {
    id: uuidv7(),
    kind: 'reply_all',
    mailboxId: 'service',
    inReplyToId: letter.id,
    contactId: null,
  })
  expect(draft).toMatchObject({
    to: [{ address: 'anna@customer.test' }],
    cc: [{ address: 'bela@customer.test' }],
    subject: 'Re: Invoice 12',
  })
  await desk.records('drafts.put', {
    draft: {
      ...draft,
      bcc: [{ name: '', address: 'hidden@customer.test' }],
      html: '<p>We look into it.</p>',
      text: 'We look into it.',
    },
  })
  const item = await desk.records('outbox.queue', { id: uuidv7(), draftId: draft.id, undoSeconds: 1, anyway: false })
  await desk.until(
    'done',
    async () => (await desk.records('outbox.list', null)).find((entry) => entry.id === item.id)?.state === 'done',
  )

  for (const user of ['anna', 'bela', 'hidden']) {
    const mails = await lab.mail.waitFor(user, user === 'bela' ? 2 : 1)
    const [mail, ...more] = mails.filter((one) => one.source.includes(`Message-ID: ${item.messageId}`))
    expect(more).toEqual([])
    expect(mail?.source).toContain(`In-Reply-To: ${letter.messageId}`)
    expect(mail?.source).not.toMatch(/^Bcc:/im)
    expect(mail?.source).toMatch(/text\/plain[\s\S]*text\/html/)
  }
  const sent = await lab.mail.read('service', 'Sent')
  expect(sent.filter((mail) => mail.source.includes(item.messageId))).toHaveLength(1)
  expect(sent[0]?.source).toMatch(/^Bcc: hidden@customer.test/im)

  const after = await desk.records('mail.conversation', { id: conversation?.id ?? '' })
  expect(after.messages.map(({ direction, answered }) => ({ direction, answered }))).toEqual([
    { direction: 'inbound', answered: true },
    { direction: 'outbound', answered: false },
  ])
  expect(after.conversation.state).toBe('answered')
  await desk.until('\\Answered at the server', async () => (await lab.mail.read('service'))[0]?.flags.has('\\Answered'))
})

test('read is told both ways', async () => {
  const [conversation] = await conversations()
  const { messages } = await desk.records('mail.conversation', { id: conversation?.id ?? '' })
  const letter = messages.find(({ direction }) => direction === 'inbound')
  await desk.records('mail.setSeen', { messageIds: [letter?.id ?? ''], seen: true })
  const [there] = await desk.until('seen at the server', async () => {
    const mails = await lab.mail.read('service')
    return mails[0]?.flags.has('\\Seen') ? mails : null
  })
  await lab.mail.flag('service', there?.uid ?? 0, '\\Seen', { remove: true })
  await desk.until('unread here', async () => (await conversations())[0]?.unreadCount === 1)
})

test('the answer to our answer joins the conversation; a letter of somebody else about it does not', async () => {
  const [ours] = await lab.mail.read('anna')
  const messageId = /^Message-ID: (<.+>)/im.exec(ours?.source ?? '')?.[1] ?? ''
  await lab.mail.send({
    from: 'anna@customer.test',
    to: 'service@toll.test',
    subject: 'AW: Re: Invoice 12',
    text: 'Thank you',
    inReplyTo: messageId,
    references: [messageId],
  })
  await desk.until('joined', async () => (await conversations())[0]?.messageCount === 3)
  await lab.mail.send({
    from: 'stranger@customer.test',
    to: 'service@toll.test',
    subject: 'Re: Invoice 12',
    text: 'I too',
    inReplyTo: messageId,
    references: [messageId],
  })
  await desk.until('a conversation of its own', async () => (await conversations()).length === 2)
  expect((await conversations()).map(({ counterpart }) => counterpart.address).toSorted()).toEqual([
    'anna@customer.test',
    'stranger@customer.test',
  ])
})

test('a letter that comes back is marked', async () => {
  const id = uuidv7()
  const to = [{ name: '', address: 'gone@customer.test' }]
  const draft = await desk.records('drafts.begin', {
    id,
    kind: 'new',
    mailboxId: 'service',
    inReplyToId: null,
    contactId: null,
    to,
  })
  await desk.records('drafts.put', { draft: { ...draft, subject: 'To nowhere', html: '<p>x</p>', text: 'x' } })
  const item = await desk.records('outbox.queue', { id: uuidv7(), draftId: id, undoSeconds: 0, anyway: false })
  const inState = async (state: string) =>
    (await desk.records('outbox.list', null)).find((one) => one.id === item.id && one.state === state)
  await desk.until('done', () => inState('done'))
  // What another server's mailer daemon says (RFC 3464).
  const report = [
    'From: MAILER-DAEMON@customer.test',
    'To: service@toll.test',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your letter could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; customer.test',
    '',
    'Final-Recipient: rfc822; gone@customer.test',
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${item.messageId}`,
    'Subject: To nowhere',
    '--b--',
    '',
  ]
  await lab.mail.send({ envelope: { from: '', to: 'service@toll.test' }, raw: report.join('\r\n') })
  const found = await desk.until('bounced', () => inState('bounced'))
  expect(found.problem).toEqual({ messageKey: 'error.mail.bounced', detail: '5.1.1' })
  // The report begins no waiting conversation: nobody is to answer a machine.
  expect((await conversations()).find(({ automatic }) => automatic)?.state).toBe('answered')
})
