import { Resolver } from 'node:dns/promises'
import { afterEach, expect, test } from 'vitest'
import { fromSrv } from '../../../electron/mail/discover/srv.ts'
import { startDnsPeer, type DnsPeer, type SrvAnswer } from '../../support/dns-peer.ts'

const peers: DnsPeer[] = []
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close()
})

const to = (target: string, port: number, priority = 0, weight = 1): SrvAnswer => ({ target, port, priority, weight })
const never = new AbortController().signal
const user = 'anna@x.test'

async function resolverOf(known: Record<string, SrvAnswer[]> | null): Promise<Resolver> {
  const peer = await startDnsPeer(
    known && Object.fromEntries(Object.entries(known).map(([name, records]) => [`${name}._tcp.x.test`, records])),
  )
  peers.push(peer)
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([peer.address])
  return resolver
}

const ask = async (known: Record<string, SrvAnswer[]> | null, signal = never) =>
  fromSrv('x.test', user, signal, await resolverOf(known))

test('a domain that offers all four: with TLS from the first byte before STARTTLS', async () => {
  const found = await ask({
    _imaps: [to('imap.x.test', 993)],
    _imap: [to('imap.x.test', 143)],
    _submissions: [to('smtp.x.test', 465)],
    _submission: [to('smtp.x.test', 587)],
  })
  expect(found).toEqual([
    {
      source: 'srv',
      trusted: true,
      imap: { host: 'imap.x.test', port: 993, security: 'tls', user },
      smtp: { host: 'smtp.x.test', port: 465, security: 'tls', user },
    },
  ])
  expect(peers[0]?.asked.toSorted()).toEqual(['_imap', '_imaps', '_submission', '_submissions'].map((s) => `${s}._tcp.x.test`))
})

test('"." says that TLS from the first byte is not offered: STARTTLS is taken', async () => {
  const [found] = await ask({
    _imaps: [to('.', 0, 0, 0)],
    _imap: [to('imap.x.test', 143)],
    _submissions: [to('.', 0, 0, 0)],
    _submission: [to('smtp.x.test', 587)],
  })
  expect(found?.imap).toMatchObject({ port: 143, security: 'starttls' })
  expect(found?.smtp).toMatchObject({ port: 587, security: 'starttls' })
})

test('"." everywhere, or IMAP without a way to send: nothing is offered', async () => {
  expect(await ask({ _imaps: [to('.', 0)], _imap: [to('.', 0)], _submissions: [to('smtp.x.test', 465)] })).toEqual([])
  expect(await ask({ _imaps: [to('imap.x.test', 993)] })).toEqual([])
})

test('several records: the least priority, whatever its weight, then the greatest weight, whatever their order', async () => {
  const imaps = [to('spare.x.test', 993, 20, 100), to('small.x.test', 993, 10, 5), to('large.x.test', 1993, 10, 60)]
  for (const records of [imaps, imaps.toReversed()]) {
    const [found] = await ask({ _imaps: records, _submissions: [to('smtp.x.test', 465)] })
    expect(found?.imap).toEqual({ host: 'large.x.test', port: 1993, security: 'tls', user })
  }
})

test('a record that names no server is passed over, and spoils nothing', async () => {
  const [found] = await ask({
    _imaps: [to('imap.x.test', 0, 1), to('imap/../x.test', 993, 2), to('second.x.test', 993, 3)],
    _submissions: [to('smtp.x.test', 465)],
  })
  expect(found?.imap.host).toBe('second.x.test')
})

test('a server outside the domain is not trusted, one in capitals inside it is', async () => {
  const submissions = [to('smtp.x.test', 465)]
  for (const host of ['imap.hoster.test', 'imap.notx.test', 'x.test.hoster.test']) {
    const [found] = await ask({ _imaps: [to(host, 993)], _submissions: submissions })
    expect(found, host).toMatchObject({ trusted: false, imap: { host } })
  }
  const [found] = await ask({ _imaps: [to('IMAP.X.Test', 993)], _submissions: submissions })
  expect(found).toMatchObject({ trusted: true, imap: { host: 'imap.x.test' } })
})

test('a name server that never answers: nothing, at its own end or when the time of all sources is up', async () => {
  expect(await ask(null)).toEqual([])
  const slow = await resolverOf(null)
  const patient = new Resolver({ timeout: 15_000, tries: 1 })
  patient.setServers(slow.getServers())
  const began = Date.now()
  expect(await fromSrv('x.test', user, AbortSignal.timeout(200), patient)).toEqual([])
  expect(Date.now() - began).toBeLessThan(5000)
})
