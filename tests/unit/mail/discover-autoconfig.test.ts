import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fromAutoconfig, readAutoconfig } from '../../../electron/mail/discover/autoconfig.ts'
import { startWebOfDomain, type WebOfDomain } from './support/web-of-domain.ts'

// The form that Mozilla's database and hosters serve.
const file = (hosts = 'x.test', more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${hosts}">
    <domain>${hosts}</domain>
    <displayName>X &amp; Co. Mail</displayName>
    <incomingServer type="imap">
      <hostname>imap.${hosts}</hostname>
      <port>993</port>
      <socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>password-cleartext</authentication>
    </incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.${hosts}</hostname>
      <port>465</port>
      <socketType>SSL</socketType>
      <username>%EMAILLOCALPART%</username>
      <authentication>password-cleartext</authentication>
    </outgoingServer>
  </emailProvider>${more}
</clientConfig>`

let web: WebOfDomain
let asked: number
beforeAll(async () => {
  web = await startWebOfDomain('x.test', 'autoconfig.x.test')
})
beforeEach(() => {
  asked = web.asked.length
})
afterAll(() => web.close())

const look = (ms = 5000, domain = 'x.test') => fromAutoconfig(domain, 'anna$&@x.test', AbortSignal.timeout(ms), web.agent)
const answer =
  (body: string, type = 'text/xml'): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': type }).end(body)
const first = 'https://autoconfig.x.test/mail/config-v1.1.xml'
const second = 'https://x.test/.well-known/autoconfig/mail/config-v1.1.xml'

test('both places of the domain are asked without the address, the first that has a file counts', async () => {
  web.answer = answer(file())
  expect(await look()).toEqual([
    {
      source: first,
      trusted: true,
      imap: { host: 'imap.x.test', port: 993, security: 'tls', user: 'anna$&@x.test' },
      smtp: { host: 'smtp.x.test', port: 465, security: 'tls', user: 'anna$&' },
    },
  ])
  expect(web.asked.slice(asked).toSorted()).toEqual([
    'autoconfig.x.test /mail/config-v1.1.xml',
    'x.test /.well-known/autoconfig/mail/config-v1.1.xml',
  ])
})

test('a file at the second place only, or a first one that cannot be used, is no hindrance', async () => {
  for (const bad of [404, 500, 200]) {
    web.answer = (request, response) =>
      request.headers.host === 'autoconfig.x.test'
        ? void response.writeHead(bad, { 'content-type': 'text/html' }).end('<html><body>Nothing here</body></html>')
        : answer(file())(request, response)
    expect(await look(), String(bad)).toMatchObject([{ source: second, trusted: true }])
  }
})

test('placeholders of the host are filled in', async () => {
  web.answer = answer(file('%EMAILDOMAIN%'))
  expect(await look()).toMatchObject([{ imap: { host: 'imap.x.test' }, smtp: { host: 'smtp.x.test' } }])
})

test.each([
  ['plain text', 'text/plain'],
  ['bytes', 'application/octet-stream'],
  ['no type at all', ''],
])('a good file served as %s is read', async (_what, type) => {
  web.answer = (_request, response) => void response.writeHead(200, type ? { 'content-type': type } : {}).end(file())
  expect(await look()).toHaveLength(1)
})

const withoutEnd = file().slice(0, file().lastIndexOf('<authentication>'))
const commentedOut = file()
  .replace('<outgoingServer', '<!-- <outgoingServer')
  .replace('</outgoingServer>', '</outgoingServer> -->')
test.each([
  ['broken off in the middle', withoutEnd],
  ['with its sending server in a comment', commentedOut],
  ['with a comment that never ends', file().replace('<outgoingServer', '<!-- <outgoingServer')],
  ['for signing in by OAuth only', file().replaceAll('password-cleartext', 'OAuth2')],
  ['of JSON', JSON.stringify({ imap: 'imap.x.test' })],
  ['of nothing', ''],
])('a file %s gives nothing', async (_what, body) => {
  web.answer = answer(body)
  expect(await look()).toEqual([])
})

test('OAuth beside a password is passed over', async () => {
  web.answer = answer(file().replaceAll('<authentication>', '<authentication>OAuth2</authentication><authentication>'))
  expect(await look()).toHaveLength(1)
})

const sentTo =
  (place: string): RequestListener =>
  (request, response) =>
    request.url === '/moved.xml' ? answer(file())(request, response) : void response.writeHead(302, { location: place }).end()

test('sent on to https is followed', async () => {
  for (const place of ['/moved.xml', 'https://x.test/moved.xml']) {
    web.answer = sentTo(place)
    expect(await look(), place).toHaveLength(1)
  }
})

test('sent on to plain http is not followed: nothing goes out in the clear', async () => {
  web.answer = sentTo(`${web.plainUrl}/moved.xml`)
  expect(await look()).toEqual([])
  // There is something to be had, for whoever asks.
  expect(await (await fetch(`${web.plainUrl}/moved.xml`)).text()).toContain('imap.x.test')
  expect(web.plain).toEqual(['/moved.xml'])
})

test('sent on for ever, to nowhere, or to another scheme ends', async () => {
  for (const place of ['/again.xml', 'file:///etc/passwd', 'https://', 'https://elsewhere.test/moved.xml']) {
    web.answer = sentTo(place)
    expect(await look(), place).toEqual([])
  }
  expect(web.asked.length - asked).toBeLessThan(20)
})

test('a name the certificate is not for is refused', async () => {
  web.answer = answer(file())
  expect(await look(5000, 'other.test')).toEqual([])
  expect(web.asked).toHaveLength(asked)
})

test('too long, told of or not, is left unread', async () => {
  const long = file('x.test', ' '.repeat(250_000))
  web.answer = answer(long)
  expect(await look()).toEqual([])
  let sent = 0
  web.answer = (_request, response) => {
    response.writeHead(200)
    response.write(file())
    const more = (): void => {
      sent += 65_536
      if (response.destroyed || sent > 100_000_000) return
      response.write(' '.repeat(65_536), () => setImmediate(more))
    }
    more()
  }
  expect(await look(8000)).toEqual([])
  expect(sent).toBeLessThan(50_000_000)
})

test.each([
  ['spaces', (room: number) => ' '.repeat(room)],
  ['lines', (room: number) => '\n'.repeat(room)],
  ['a name that goes on', (room: number) => 'x'.repeat(room)],
  ['names that begin anew', (room: number) => '<hostname> '.repeat(room / 11)],
  ['comments that begin anew', (room: number) => '<!-'.repeat(room / 3)],
  ['servers that begin anew', (room: number) => '<incomingServer type="imap"> '.repeat(room / 29)],
])('a file full of %s is done with at once: nobody else waits for it', (_what, filler) => {
  const [before = '', after = ''] = file().split('imap.x.test')
  // The word never ends as its beginning promised, so that every way of reading it has to be tried.
  const long = `${before}${filler(199_000 - before.length - after.length)}<${after}`
  const began = performance.now()
  expect(readAutoconfig(long, 'anna@x.test')).toBeNull()
  expect(performance.now() - began).toBeLessThan(1500)
})

test('room around a word does not count, a word of nothing but room is none', () => {
  const roomy = file()
    .replace('imap.x.test', `\n\t${' '.repeat(400)}imap.x.test\r\n `)
    .replace('%EMAILLOCALPART%', ' ')
  expect(readAutoconfig(roomy, 'anna@x.test')).toMatchObject({
    imap: { host: 'imap.x.test' },
    smtp: { user: 'anna@x.test' },
  })
})

test('a server that stays silent, before its answer or within it, is waited for no longer than told', async () => {
  for (const silent of [
    () => undefined,
    (_r, response) => void response.writeHead(200).write(file()),
  ] satisfies RequestListener[]) {
    web.answer = silent
    const began = Date.now()
    expect(await look(300)).toEqual([])
    expect(Date.now() - began).toBeLessThan(5000)
  }
})
