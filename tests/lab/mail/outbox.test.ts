import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OutboxItem } from '#shared/domain/mail.ts'
import { account } from './support/desk.ts'
import { startCountingSmtp, type CountingSmtp } from './support/counting-smtp.ts'
import { startGate, type Gate } from './support/gate.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'
import { startMortal, type Mortal } from './support/mortal.ts'

let lab: MailLab
let smtp: CountingSmtp
let imap: Gate
let desk: Mortal
let directory: string

beforeAll(async () => {
  lab = await startMailLab()
})
afterAll(() => lab.stop())
beforeEach(async () => {
  smtp = await startCountingSmtp({ key: readFileSync(join(lab.folder, 'tls.key'), 'utf8'), cert: lab.certificate })
  imap = await startGate(lab.ports.IMAPS_PORT)
  directory = join(mkdtempSync(join(tmpdir(), 'courtesy-outbox-')), 'records')
  desk = await startMortal(directory)
  await configure()
})
afterEach(async () => {
  await desk.kill()
  await smtp.stop()
  await imap.cut()
  rmSync(join(directory, '..'), { recursive: true, force: true })
})

const configure = () =>
  desk.mail('configure', {
    accounts: [{ account: account({ IMAPS_PORT: imap.port, SMTPS_PORT: smtp.port }), password: 'secret' }],
    trustedCertificates: [lab.certificate],
  })

async function killAndStart(): Promise<void> {
  await desk.kill()
  desk = await startMortal(directory)
  await configure()
}

async function queue(more: { undoSeconds?: number; megabytes?: number; to?: string[] } = {}): Promise<OutboxItem> {
  for (let tries = 0; ; tries++) {
    try {
      const id = uuidv7()
      const to = (more.to ?? ['anna@customer.test']).map((address) => ({ name: '', address }))
      const draft = await desk.records('drafts.begin', {
        id,
        kind: 'new',
        mailboxId: 'service',
        inReplyToId: null,
        contactId: null,
        to,
      })
      const text = 'Good day. '
      await desk.records('drafts.put', {
        draft: {
          ...draft,
          bcc: [{ name: '', address: 'hidden@customer.test' }],
          subject: 'A letter',
          html: `<p>${text}</p>`,
          text,
        },
      })
      if (more.megabytes !== undefined) {
        const path = join(directory, '../film.bin')
        writeFileSync(path, Buffer.alloc(more.megabytes * 1024 * 1024, 7))
        await desk.records('drafts.attach', { draftId: id, id: uuidv7(), path })
      }
      return await desk.records('outbox.queue', { id: uuidv7(), draftId: id, undoSeconds: more.undoSeconds ?? 0, anyway: false })
    } catch (thrown) {
      // The mailbox becomes known when the mail process has opened it.
      if (tries > 40 || !String(thrown).includes('noMailbox')) throw thrown
      await pause(50)
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const find = async (id: string) => (await desk.records('outbox.list', null)).find((item) => item.id === id)

async function until(id: string, state: OutboxItem['state'], ms = 20_000): Promise<OutboxItem> {
  for (const end = Date.now() + ms; ; await pause(30)) {
    const item = await find(id)
    if (item?.state === state) return item
    if (Date.now() > end) throw new Error(`not ${state} in ${ms} ms but ${JSON.stringify(item)}`)
  }
}

async function seenBySmtp(check: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !check(); await pause(10))
    if (Date.now() > end) throw new Error('the SMTP server did not see it')
}

const inSent = async (item: OutboxItem) =>
  (await lab.mail.read('service', 'Sent')).filter((mail) => mail.source.includes(item.messageId)).length

test('killed while it waits for undo: it goes out once, after its time', async () => {
  const item = await queue({ undoSeconds: 3 })
  await killAndStart()
  expect(smtp.count(item.messageId)).toBe(0)
  await until(item.id, 'done')
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(item.undoUntil ?? ''))
  expect(smtp.count(item.messageId)).toBe(1)
  expect(await inSent(item)).toBe(1)
})

test('taken back in time it is a draft again and never leaves', async () => {
  const item = await queue({ undoSeconds: 2 })
  const draft = await desk.records('outbox.withdraw', { id: item.id })
  expect(draft).toMatchObject({ id: item.draftId, subject: 'A letter' })
  await pause(3000)
  expect(smtp.letters).toEqual([])
  expect((await desk.records('drafts.list', null)).map(({ id }) => id)).toContain(item.draftId)
})

test('killed before DATA: nobody has it, it is sent again, once', async () => {
  smtp.behaviour.mailFromDelay = 3000
  const item = await queue()
  await until(item.id, 'sending')
  await seenBySmtp(() => smtp.connections() > 0)
  await killAndStart()
  smtp.behaviour.mailFromDelay = 0
  await until(item.id, 'done')
  expect(smtp.count(item.messageId)).toBe(1)
  expect(await inSent(item)).toBe(1)
})

test('killed in the middle of DATA: nobody has it, it is sent again, once', async () => {
  smtp.behaviour.stallData = true
  // More than the sockets' buffers hold, so that the end was never handed to the system.
  const item = await queue({ megabytes: 20 })
  await until(item.id, 'sending')
  await seenBySmtp(() => smtp.connections() > 0)
  await pause(700)
  await killAndStart()
  smtp.behaviour.stallData = false
  await until(item.id, 'done')
  expect(smtp.count(item.messageId)).toBe(1)
})

test('killed after DATA and before its answer: unknown, never sent again by itself; the person decides', async () => {
  smtp.behaviour.answerDelay = 60_000
  const item = await queue()
  await seenBySmtp(() => smtp.count(item.messageId) === 1)
  await killAndStart()
  smtp.behaviour.answerDelay = 0
  await until(item.id, 'unknown')
  await pause(4000)
  expect((await find(item.id))?.state).toBe('unknown')
  expect(smtp.count(item.messageId)).toBe(1)
  await desk.records('outbox.settle', { id: item.id })
  await until(item.id, 'done')
  expect(smtp.count(item.messageId)).toBe(1)
  expect(await inSent(item)).toBe(1)
  const [conversation] = (await desk.records('mail.conversations', { cursor: null })).items.filter(
    ({ subject }) => subject === 'A letter',
  )
  expect(conversation?.messageCount).toBe(1)
})

test('the server hangs up after DATA: unknown; "send again" sends it with the same Message-ID', async () => {
  smtp.behaviour.closeAfterData = true
  const item = await queue()
  expect(await until(item.id, 'unknown')).toMatchObject({ problem: { messageKey: 'error.mail.unknownOutcome' } })
  expect(smtp.count(item.messageId)).toBe(1)
  smtp.behaviour.closeAfterData = false
  await desk.records('outbox.retry', { id: item.id })
  await until(item.id, 'done')
  expect(smtp.count(item.messageId)).toBe(2)
  expect(await inSent(item)).toBe(1)
})

test('killed between 250 and the copy in Sent: sent once, one copy', async () => {
  await until((await queue()).id, 'done')
  await imap.cut()
  const item = await queue()
  await until(item.id, 'accepted')
  await killAndStart()
  await pause(500)
  await imap.open()
  await desk.mail('tryNow', null)
  await until(item.id, 'done', 45_000)
  expect(smtp.count(item.messageId)).toBe(1)
  expect(await inSent(item)).toBe(1)
})

test('not now (4xx) and no server: tried again without end; refused (5xx): said; some recipients refused: said', async () => {
  smtp.behaviour.mailFromRefusal = { code: 451, text: 'greylisted' }
  const greylisted = await queue()
  expect(await until(greylisted.id, 'retry_wait')).toMatchObject({ attempts: 1, problem: { messageKey: 'error.mail.notNow' } })
  smtp.behaviour.mailFromRefusal = null
  await desk.records('outbox.retry', { id: greylisted.id })
  await until(greylisted.id, 'done')
  smtp.behaviour.dataRefusal = { code: 554, text: 'no' }
  const refused = await queue()
  expect(await until(refused.id, 'failed')).toMatchObject({ problem: { messageKey: 'error.mail.letterRefused' } })
  smtp.behaviour.dataRefusal = null
  expect(await desk.records('outbox.withdraw', { id: refused.id })).toMatchObject({ id: refused.draftId, subject: 'A letter' })
  smtp.behaviour.refusedRecipients = ['gone@customer.test']
  const partly = await queue({ to: ['anna@customer.test', 'gone@customer.test'] })
  expect((await until(partly.id, 'done')).rejected).toMatchObject([{ address: 'gone@customer.test' }])
  smtp.behaviour.refusedRecipients = ['gone@customer.test', 'hidden@customer.test']
  const nobody = await queue({ to: ['gone@customer.test'] })
  expect(await until(nobody.id, 'failed')).toMatchObject({ problem: { messageKey: 'error.mail.recipientsRefused' } })
  for (const letter of smtp.letters) expect(letter).not.toMatch(/^Bcc:/im)
  await smtp.stop()
  const offline = await queue()
  expect(await until(offline.id, 'retry_wait')).toMatchObject({ problem: { messageKey: 'error.mail.closedPort' } })
})

test('a letter that waits for a server that was away goes as soon as it is asked for, long before its next time', async () => {
  const { port } = smtp
  await smtp.stop()
  const waits = await queue()
  const { nextAttemptAt } = await until(waits.id, 'retry_wait')
  smtp = await startCountingSmtp({ key: readFileSync(join(lab.folder, 'tls.key'), 'utf8'), cert: lab.certificate }, port)
  await desk.mail('tryNow', null)
  await until(waits.id, 'done')
  expect(Date.now()).toBeLessThan(Date.parse(nextAttemptAt ?? ''))
  // One that the server itself put off keeps its time, however often somebody asks.
  smtp.behaviour.dataRefusal = { code: 451, text: 'greylisted' }
  const put = await queue()
  await until(put.id, 'retry_wait')
  await desk.mail('tryNow', null)
  await pause(1500)
  expect(await find(put.id)).toMatchObject({ state: 'retry_wait', attempts: 1 })
})

test('killed twenty times at any moment: nothing lost, nothing sent twice by us', async () => {
  const items: OutboxItem[] = []
  smtp.behaviour.answerDelay = 30
  for (let round = 0; round < 20; round++) {
    items.push(await queue())
    await pause((round * 37) % 260)
    await killAndStart()
  }
  await pause(500)
  for (const item of items) {
    for (const end = Date.now() + 40_000; ; await pause(50)) {
      const state = (await find(item.id))?.state
      if (state === 'done' || state === 'unknown') break
      if (Date.now() > end) throw new Error(`lost: ${JSON.stringify(await find(item.id))}`)
    }
  }
  const ends = []
  for (const item of items)
    ends.push({ state: (await find(item.id))?.state, sent: smtp.count(item.messageId), copies: await inSent(item) })
  console.info(
    JSON.stringify(
      Object.groupBy(ends, ({ state }) => state ?? 'none'),
      (_key, value: unknown) => (Array.isArray(value) ? value.length : value),
    ),
  )
  for (const end of ends) {
    expect(end.sent).toBeLessThanOrEqual(1)
    if (end.state === 'done') expect(end).toMatchObject({ sent: 1, copies: 1 })
  }
}, 300_000)
