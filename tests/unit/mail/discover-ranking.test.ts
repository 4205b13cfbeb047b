import { Resolver } from 'node:dns/promises'
import { afterEach, expect, test } from 'vitest'
import { discoveredSchema } from '#shared/contract/mail.ts'
import { discover } from '../../../electron/mail/discover/discover.ts'
import { startDnsPeer } from '../../support/dns-peer.ts'
import { startWebOfDomain } from './support/web-of-domain.ts'

const close: (() => void)[] = []
afterEach(() => {
  for (const each of close.splice(0)) each()
})

const server = (kind: string, type: string, host: string, port: number): string =>
  `<${kind} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>SSL</socketType></${kind}>`

/** `x.invalid` has a web server with a file, and SRV records; no other source can know it. */
async function ways(file: string, srvHost: string) {
  const web = await startWebOfDomain('x.invalid', 'autoconfig.x.invalid')
  web.answer = (_request, response) => void response.end(file)
  const records = (port: number) => [{ priority: 0, weight: 0, port, target: srvHost }]
  const dns = await startDnsPeer({ '_imaps._tcp.x.invalid': records(993), '_submissions._tcp.x.invalid': records(465) })
  close.push(web.close, dns.close)
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([dns.address])
  return { agent: web.agent, resolver }
}

const config = (host: string): string =>
  `<clientConfig>${server('incomingServer', 'imap', host, 993)}${server('outgoingServer', 'smtp', host, 465)}</clientConfig>`

test("the domain's own file comes before DNS, and only the first is trusted when DNS leads outside", async () => {
  const found = await discover('Anna@X.Invalid', await ways(config('mail.x.invalid'), 'mail.hoster.test'))
  expect(found.map(({ source, trusted, imap }) => [source.split(':')[0], trusted, imap.host])).toEqual([
    ['https', true, 'mail.x.invalid'],
    ['srv', false, 'mail.hoster.test'],
  ])
  // As the address was written: mailboxes may tell capitals apart.
  expect(found.map(({ imap }) => imap.user)).toEqual(['Anna@X.Invalid', 'Anna@X.Invalid'])
  expect(discoveredSchema.array().parse(found)).toEqual(found)
})

test('the same servers from two sources stand there once, by the more trustworthy', async () => {
  const found = await discover('anna@x.invalid', await ways(config('Mail.X.invalid'), 'mail.x.invalid'))
  expect(found).toMatchObject([{ source: 'https://autoconfig.x.invalid/mail/config-v1.1.xml', trusted: true }])
})

test('without a file DNS counts', async () => {
  const found = await discover('anna@x.invalid', await ways('', 'mail.x.invalid'))
  expect(found).toMatchObject([{ source: 'srv', trusted: true, imap: { port: 993 }, smtp: { port: 465 } }])
})
