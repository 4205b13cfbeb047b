import { readdirSync, readFileSync } from 'node:fs'
import { ImapFlow } from 'imapflow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { account, startDesk, type Desk } from './support/desk.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'

const folder = inCheckout('tests/fixtures/mail')
const letters = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .toSorted()
  .map((name) => ({ name, source: readFileSync(`${folder}/${name}`) }))

let lab: MailLab
let desk: Desk
// Anew for every try: what a first one left in the mailbox is no letter of the second.
beforeEach(async () => {
  lab = await startMailLab()
  desk = await startDesk()
})
afterEach(async () => {
  await desk.stop()
  await lab.stop()
})

test('letters nobody should send lie in the mailbox: each comes in, none stops what comes after it, and good ones go on coming', async () => {
  expect(letters.length).toBeGreaterThan(20)
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: lab.ports.IMAPS_PORT,
    secure: true,
    auth: { user: 'service', pass: 'secret' },
    tls: { rejectUnauthorized: false },
    logger: false,
  })
  await client.connect()
  // A server may refuse what is no letter at all; what it takes must come in.
  const taken: string[] = []
  const put = async ({ name, source }: (typeof letters)[number]): Promise<void> => {
    const uid = await client.append('INBOX', source).catch(() => false)
    if (uid !== false) taken.push(name)
  }
  // Half of them are there before the first sync, the others come while the connection idles.
  for (const letter of letters.slice(0, 14)) await put(letter)
  await desk.mail('configure', {
    accounts: [{ account: account(lab.ports), password: 'secret' }],
    trustedCertificates: [lab.certificate],
  })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
  for (const letter of letters.slice(14)) await put(letter)
  await client.logout()
  expect(taken.length).toBeGreaterThan(20)

  await lab.mail.send({ from: 'Anna <anna@customer.test>', to: 'service@toll.test', subject: 'A good letter', text: 'All well.' })
  const inbound = async (): Promise<string[]> => {
    const ids: string[] = []
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(cursor)
      for (const { id } of page.items)
        ids.push(...(await desk.records('mail.conversation', { id })).messages.map((one) => one.id))
      cursor = page.nextCursor
    }
    return ids
  }
  const pageOf = (cursor: string | null) => desk.records('mail.conversations', { cursor })
  const ids = await desk.until(
    `all ${taken.length + 1} letters`,
    async () => {
      const found = await inbound()
      return found.length >= taken.length + 1 ? found : null
    },
    60_000,
  )
  expect(new Set(ids).size).toBe(taken.length + 1)
  // Each is kept as it came, byte for byte, whatever was made of it. Whole letters come after their heads.
  const raw = async (messageId: string): Promise<Buffer | null> =>
    desk.records('mail.raw', { messageId }).then(
      ({ base64 }) => Buffer.from(base64, 'base64'),
      () => null,
    )
  const kept: Buffer[] = []
  for (const id of ids) kept.push(await desk.until(`the whole of ${id}`, () => raw(id), 60_000))
  const stored = (await lab.mail.read('service')).map(({ source }) => source)
  for (const [index, source] of stored.entries())
    expect(
      kept.some((raw) => raw.toString('utf8') === source),
      `letter ${index + 1}: ${source.slice(0, 60)}`,
    ).toBe(true)
  expect(desk.statuses.at(-1)).toMatchObject({ state: 'idle', problem: null })
  expect(desk.heard.filter(({ name }) => name.startsWith('log.error'))).toEqual([])
})
