import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { MailAccount } from '#shared/contract/mail.ts'
import en from '#shared/i18n/en/mail.json' with { type: 'json' }
import { account, startDesk, type Desk } from './support/desk.ts'
import { startGate, startTalker } from './support/gate.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'

let lab: MailLab
beforeAll(async () => {
  lab = await startMailLab()
})
afterAll(() => lab.stop())

async function deskWith(changes: Partial<MailAccount>, { password = 'secret', trust = true } = {}): Promise<Desk> {
  const desk = await startDesk()
  onTestFinished(() => desk.stop())
  await desk.mail('configure', {
    accounts: [{ account: account(lab.ports, changes), password }],
    trustedCertificates: trust ? [lab.certificate] : [],
  })
  return desk
}

const at = (port: number, security: 'tls' | 'starttls' | 'none' = 'tls') => ({
  host: '127.0.0.1',
  port,
  security,
  user: 'service',
})
const problemOf = (desk: Desk) =>
  desk.until('a problem', () => desk.statuses.findLast((status) => status.problem !== null && status.nextTryAt !== null))

test('a wrong password is said, and asked seldom', async () => {
  const gate = await startGate(lab.ports.IMAPS_PORT)
  onTestFinished(() => gate.cut())
  const desk = await deskWith({ imap: at(gate.port) }, { password: 'wrong' })
  expect(await problemOf(desk)).toMatchObject({ state: 'refused', problem: { messageKey: 'error.mail.wrongPassword' } })
  const tries = gate.connections()
  await new Promise((resolve) => setTimeout(resolve, 2000))
  // The test's timing asks again after 3 s; in use it is 15 minutes.
  expect(gate.connections()).toBeLessThanOrEqual(tries + 1)
})

test('a certificate nobody trusts is refused in plain words, before anything was sent', async () => {
  const desk = await deskWith({}, { trust: false })
  expect(await problemOf(desk)).toMatchObject({ state: 'refused', problem: { messageKey: 'error.mail.certificate' } })
})

test('clear text is refused unless allowed, and STARTTLS is never left out', async () => {
  const open = await deskWith({ imap: at(lab.ports.IMAP_PORT, 'none') })
  expect(await problemOf(open)).toMatchObject({ state: 'refused', problem: { messageKey: 'error.mail.insecure' } })
  const talker = await startTalker((socket) => {
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n')
    socket.on('data', (data) => socket.write(`* CAPABILITY IMAP4rev1\r\n${String(data).split(' ')[0]} OK done\r\n`))
  })
  onTestFinished(() => talker.stop())
  const stripped = await deskWith({ imap: at(talker.port, 'starttls') })
  expect(await problemOf(stripped)).toMatchObject({ state: 'refused', problem: { messageKey: 'error.mail.noEncryption' } })
})

test('STARTTLS works', async () => {
  const desk = await deskWith({ imap: at(lab.ports.IMAP_PORT, 'starttls') })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
})

test('unknown host, closed port, rubbish, silence at once: plain words and a next try, no busy loop', async () => {
  const rubbish = await startTalker((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const closing = await startTalker((socket) => socket.destroy())
  const noTls = await startTalker((socket) => socket.write('220 hello there\r\n'))
  for (const server of [rubbish, closing, noTls]) onTestFinished(() => server.stop())
  const cases: [Partial<MailAccount>, string[]][] = [
    [{ imap: { ...at(993), host: 'mail.does-not-exist.invalid' } }, ['error.mail.unknownHost', 'error.mail.noNetwork']],
    [{ imap: at(1) }, ['error.mail.closedPort']],
    [{ imap: at(rubbish.port, 'starttls') }, ['error.mail.notMailServer', 'error.mail.noAnswer']],
    [{ imap: at(closing.port) }, ['error.mail.closedAtOnce', 'error.mail.connectionLost']],
    [{ imap: at(noTls.port) }, ['error.mail.notMailServer']],
  ]
  for (const [changes, keys] of cases) {
    const desk = await deskWith(changes)
    const status = await problemOf(desk)
    expect(status.state).toBe('offline')
    expect(keys).toContain(status.problem?.messageKey)
    expect(Object.keys(en)).toContain(status.problem?.messageKey)
    expect(Date.parse(status.nextTryAt ?? '')).toBeGreaterThan(Date.parse(status.since) - 1)
  }
  // Tries of the last five seconds at most: 0.3 s doubling to 3 s.
  expect(closing.connections()).toBeLessThan(15)
})

test('a server that dribbles is given up and told', async () => {
  const talker = await startTalker((socket) => {
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN STARTTLS')
    const timer = setInterval(() => socket.write(' X'), 500)
    socket.on('close', () => clearInterval(timer))
  })
  onTestFinished(() => talker.stop())
  const desk = await deskWith({ imap: at(talker.port, 'starttls') })
  const status = await desk.until('a problem', () => desk.statuses.findLast((one) => one.problem !== null), 60_000)
  expect(['error.mail.noAnswer', 'error.mail.notMailServer']).toContain(status.problem?.messageKey)
})

test('a cut line is seen, told, and mended without losing or doubling anything', async () => {
  const gate = await startGate(lab.ports.IMAPS_PORT)
  onTestFinished(() => gate.cut())
  const desk = await deskWith({ imap: at(gate.port) })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
  await lab.mail.send({ from: 'one@customer.test', to: 'service@toll.test', subject: 'before', text: 'x' })
  await desk.until('before', async () => (await desk.records('mail.conversations', { cursor: null })).items.length === 1)
  await gate.cut()
  await desk.until('offline', () => desk.statuses.at(-1)?.state === 'offline' && desk.statuses.at(-1)?.nextTryAt)
  await lab.mail.send({ from: 'two@customer.test', to: 'service@toll.test', subject: 'meanwhile', text: 'x' })
  await gate.open()
  await desk.mail('tryNow', null)
  await desk.until('both', async () => (await desk.records('mail.conversations', { cursor: null })).items.length === 2)
  await desk.until('idle again', () => desk.statuses.at(-1)?.state === 'idle' && desk.statuses.at(-1)?.problem === null)
})

test('try now makes a new connection even when the old one only looks alive', async () => {
  const gate = await startGate(lab.ports.IMAPS_PORT)
  onTestFinished(() => gate.cut())
  const desk = await deskWith({ imap: at(gate.port) })
  await desk.until('idle', () => desk.statuses.at(-1)?.state === 'idle')
  const before = (await desk.records('mail.conversations', { cursor: null })).items.length
  gate.freeze()
  await lab.mail.send({ from: 'three@customer.test', to: 'service@toll.test', subject: 'frozen', text: 'x' })
  await desk.mail('tryNow', null)
  await desk.until(
    'the letter',
    async () => (await desk.records('mail.conversations', { cursor: null })).items.length === before + 1,
  )
})

test('after a restart nothing is fetched twice, and what vanished or was read meanwhile is known', async () => {
  const first = await startDesk()
  const configure = { accounts: [{ account: account(lab.ports), password: 'secret' }], trustedCertificates: [lab.certificate] }
  await first.mail('configure', configure)
  await first.until('idle', () => first.statuses.at(-1)?.state === 'idle')
  await first.until('texts', async () =>
    (await first.records('mail.conversations', { cursor: null })).items.every(({ snippet }) => snippet !== ''),
  )
  const before = (await first.records('mail.conversations', { cursor: null })).items
  expect(before.length).toBeGreaterThan(1)
  await first.stop(true)
  const stored = await lab.mail.read('service')
  await lab.mail.flag('service', stored[0]?.uid ?? 0, '\\Seen')
  const second = await startDesk(first.directory)
  onTestFinished(() => second.stop())
  await second.mail('configure', configure)
  await second.until('idle', () => second.statuses.at(-1)?.state === 'idle')
  const after = (await second.records('mail.conversations', { cursor: null })).items
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  expect(after.reduce((sum, { unreadCount }) => sum + unreadCount, 0)).toBe(
    before.reduce((sum, { unreadCount }) => sum + unreadCount, 0) - 1,
  )
  expect(second.heard.some(({ name }) => name === 'mail.arrived')).toBe(false)
})

test('the connection test says step by step what is wrong', async () => {
  const desk = await startDesk()
  onTestFinished(() => desk.stop())
  const ask = (changes: Partial<MailAccount>, password = 'secret', trusted = [lab.certificate]) =>
    desk.mail('test', { account: account(lab.ports, changes), password, trustedCertificates: trusted })
  expect((await ask({})).map(({ step, ok }) => [step, ok])).toEqual([
    ['imap_connect', true],
    ['imap_login', true],
    ['imap_folders', true],
    ['smtp_connect', true],
    ['smtp_login', true],
  ])
  const wrong = await ask({}, 'wrong')
  expect(wrong.filter(({ ok }) => !ok).map(({ step, messageKey }) => [step, messageKey])).toEqual([
    ['imap_login', 'error.mail.wrongPassword'],
    ['smtp_login', 'error.mail.wrongPassword'],
  ])
  const untrusted = await ask({}, 'secret', [])
  expect(untrusted.map(({ step, messageKey }) => [step, messageKey])).toEqual([
    ['imap_connect', 'error.mail.certificate'],
    ['smtp_connect', 'error.mail.certificate'],
  ])
  const closed = await ask({ smtp: at(1) })
  expect(closed.find(({ ok }) => !ok)).toMatchObject({ step: 'smtp_connect', messageKey: 'error.mail.closedPort' })
})
