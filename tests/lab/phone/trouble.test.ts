import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Registration } from '#shared/domain/line.ts'
import { en } from '#shared/i18n/en.ts'
import { badServer, closedPort, nonsense, notFound, silent, type BadServer } from '../../support/bad-servers.ts'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'
import { friendly, sipPeer, type SipPeer } from '../../support/sip-peer.ts'

describe.skipIf(noLabBecause() !== undefined)('trouble with the exchange is said in plain words and never floods', () => {
  let lab: Lab
  let phone: PhoneApp
  let servers: {
    real: string
    unknown: string
    closed: string
    printer: BadServer
    web: BadServer
    mute: BadServer
    mad: SipPeer
    deaf: SipPeer
    untrusted: SipPeer
  }
  beforeAll(async () => {
    lab = await startLab()
    servers = {
      real: `ws://127.0.0.1:${lab.ports.WS_PORT}`,
      unknown: 'ws://exchange.invalid:8080',
      closed: await closedPort(),
      printer: await badServer(nonsense),
      web: await badServer(notFound),
      mute: await badServer(silent),
      mad: await sipPeer((_request, _reply, socket) => {
        for (let at = 0; at < 50; at++) socket.send(at % 2 ? 'INVITE garbage\r\n\r\n' : '\u0000\u0001 what')
      }),
      deaf: await sipPeer(() => {}),
      untrusted: await sipPeer(friendly, {
        key: readFileSync(join(lab.folder, 'tls.key')),
        cert: readFileSync(join(lab.folder, 'tls.crt')),
      }),
    }
    const urls = Object.values(servers).map((one) => (typeof one === 'string' ? one : one.url))
    phone = await startPhone(urls)
  })
  afterAll(async () => {
    await phone?.close()
    for (const one of Object.values(servers ?? {})) if (typeof one !== 'string') await one.close()
    await lab?.stop()
  })
  const configure = (server: string, more = {}) =>
    phone.call('configure', { line: agentLine(server, more), selected: anyDevice, ready: true })
  /** The problem of the first such state told from now on. */
  const problem = async (state: string, ms = 10_000, key?: string) => {
    const since = Date.now() - 20
    for (const end = since + ms; ; await wait(25)) {
      const told = (await phone.events())
        .filter((one) => one.name === 'registration' && one.at >= since)
        .map((one) => one.payload as Registration)
      const value = told.find(
        (one) => one.state === state && one.problem !== null && (key === undefined || one.problem.messageKey === key),
      )
      if (!value && Date.now() > end) throw new Error(`never ${state}: ${JSON.stringify(told)}`)
      if (!value) continue
      expect(Object.keys(en)).toContain(value.problem?.messageKey)
      expect(Date.parse(value.nextTryAt ?? '')).toBeGreaterThan(Date.parse(value.since))
      return value.problem
    }
  }
  /** Registration events within three seconds. */
  const pace = async () => {
    const before = (await phone.events()).filter((one) => one.name === 'registration').length
    await wait(3000)
    return (await phone.events()).filter((one) => one.name === 'registration').length - before
  }

  test('wrong password', async () => {
    void configure(servers.real, { password: 'wrong' })
    expect(await problem('refused')).toMatchObject({ kind: 'auth', messageKey: 'error.line.wrongPassword' })
    expect(await pace()).toBe(0)
  })
  test('right password after it', async () => {
    await configure(servers.real)
    await phone.registration((one) => one.state === 'registered' && one.problem === null)
  })
  test('unknown host', async () => {
    void configure(servers.unknown)
    expect(await problem('waiting', 20_000, 'error.line.unknownHost')).toMatchObject({ params: { server: servers.unknown } })
    expect(await pace()).toBeLessThan(14)
  })
  test('closed port', async () => {
    void configure(servers.closed)
    expect(await problem('waiting', 10_000, 'error.line.closedPort')).toBeTruthy()
    expect(await pace()).toBeLessThan(14)
  })
  test('a TCP server that speaks nonsense', async () => {
    void configure(servers.printer.url)
    expect(await problem('waiting', 10_000, 'error.line.notSip')).toBeTruthy()
    await pace()
    expect(servers.printer.connections()).toBeLessThan(12)
  })
  test('a certificate nobody vouches for: nothing is sent', async () => {
    void configure(servers.untrusted.url)
    expect(await problem('waiting', 10_000, 'error.line.certificate')).toMatchObject({ kind: 'certificate' })
    expect(servers.untrusted.requests).toEqual([])
  })
  test('a web server that answers 404', async () => {
    void configure(servers.web.url)
    expect(await problem('waiting', 10_000, 'error.line.notSip')).toBeTruthy()
  })
  test('a server that takes the connection and stays silent', async () => {
    void configure(servers.mute.url)
    expect(await problem('waiting', 10_000, 'error.line.timeout')).toBeTruthy()
  })
  test('a WebSocket that sends garbage instead of answers', async () => {
    void configure(servers.mad.url)
    expect(await problem('waiting', 15_000, 'error.line.notSip')).toBeTruthy()
  })
  test('an exchange that never answers REGISTER', async () => {
    void configure(servers.deaf.url)
    expect(await problem('waiting', 15_000, 'error.line.silent')).toBeTruthy()
  })
  test('an address that is none', async () => {
    void configure('http://not-a-socket')
    expect(await problem('waiting', 10_000, 'error.line.badServer')).toBeTruthy()
    await configure(servers.real, { uri: 'nobody' })
    expect((await phone.registration((one) => one.problem?.messageKey === 'error.line.badAddress')).state).toBe('refused')
  })
  test('fail-over to the second server of the list; off', async () => {
    await configure(servers.closed, { servers: [servers.closed, servers.web.url, servers.real] })
    const value = await phone.registration((one) => one.state === 'registered' && one.server === servers.real)
    expect(value.problem).toBeNull()
    await phone.call('configure', { line: null, selected: anyDevice, ready: true })
    expect(await phone.call('snapshot', null)).toMatchObject({ ok: true, value: { registration: { state: 'off' } } })
  })
})
