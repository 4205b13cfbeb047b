import { createHash } from 'node:crypto'
import type { Invitation } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Registration } from '#shared/domain/line.ts'
import { realClock } from '../../../../../renderer/phone/signalling/clock.ts'
import { makeLine, type Line } from '../../../../../renderer/phone/signalling/line.ts'
import { netErrors } from '../../../../../renderer/phone/signalling/net-errors.ts'
import type { Socket } from '../../../../../renderer/phone/signalling/open-socket.ts'
import { agentLine } from '../../../../support/phone/agent-line.ts'
import { friendly, sipPeer, type Script, type SipPeer, type SipRequest } from '../../../../support/sip-peer.ts'

const cleanup: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0)) await one()
})

/** A line at a scripted exchange, over a real socket. */
async function lineAt(script: Script, expires = 300, make = (url: string) => new WebSocket(url, 'sip') as Socket) {
  const peer: SipPeer = await sipPeer(script)
  const told: Registration[] = []
  const invited: Invitation[] = []
  const logged: unknown[] = []
  const built = makeLine(
    agentLine(peer.url, { expires }),
    {
      registration: (value) => told.push(value),
      invited: (one) => invited.push(one),
      updated: () => {},
      exchange: () => {},
      message: () => {},
      lost: () => {},
      restored: () => {},
    },
    {
      make,
      media: () => {
        throw new Error('no media here')
      },
      silentOffer: () => Promise.reject(new Error('no codes here')),
      clock: realClock,
      log: (...line) => logged.push(line),
      netErrors: netErrors(realClock),
      callLostForMs: () => null,
      online: () => true,
      random: () => 0.5,
    },
  )
  const line = built.line as Line
  cleanup.push(
    () => line.stop(),
    () => peer.close(),
  )
  line.start()
  const state = (passes: (value: Registration) => boolean) =>
    vi.waitFor(() => expect(told.some(passes)).toBe(true), { timeout: 4_000 })
  return { peer, told, invited, logged, line, state, registers: () => peer.requests.filter((one) => one.method === 'REGISTER') }
}

const proves = (request: SipRequest): boolean => {
  const field = (name: string): string => new RegExp(`${name}="?([^",]+)`).exec(request.header('Authorization') ?? '')?.[1] ?? ''
  const hash = (text: string): string =>
    createHash(field('algorithm') === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')
  const ha1 = hash(`agent:toll.test:secret`)
  const ha2 = hash(`REGISTER:${field('uri')}`)
  const middle = field('qop') === '' ? field('nonce') : [field('nonce'), field('nc'), field('cnonce'), field('qop')].join(':')
  return field('response') === hash(`${ha1}:${middle}:${ha2}`)
}
const challenge = (algorithm: string) => `WWW-Authenticate: Digest realm="toll.test", nonce="n1", qop="auth"${algorithm}`
const asks =
  (...challenges: string[]): Script =>
  (request, reply) => {
    if (request.method !== 'REGISTER') return reply('200 OK')
    if (request.header('Authorization') === undefined) return reply('401 Unauthorized', challenges)
    return proves(request) ? reply('200 OK', [`Contact: ${request.header('Contact')}`]) : reply('403 Forbidden')
  }

describe('REGISTER', () => {
  test('stable Contact, instance and Call-ID within a connection, growing CSeq', async () => {
    const { line, registers, state, peer } = await lineAt(friendly)
    await state((one) => one.state === 'registered')
    const first = registers()[0]
    expect(first?.uri).toBe('sip:toll.test')
    expect(first?.header('Contact')).toMatch(
      /^<sip:0196e2f56a2b@7c119d3e5f6a\.invalid;transport=ws>;reg-id=1;\+sip\.instance="<urn:uuid:0196e2f5-[^"]+>";expires=300$/,
    )
    peer.cut()
    await vi.waitFor(() => expect(registers()).toHaveLength(2), { timeout: 3_000 })
    expect(registers()[1]?.header('Contact')).toBe(first?.header('Contact'))
    expect(registers()[1]?.header('Call-ID')).not.toBe(first?.header('Call-ID'))
    await vi.waitFor(() => expect(line.registration().state).toBe('registered'))
    await line.stop()
    expect(registers()[2]?.header('Contact')).toMatch(/;expires=0$/)
    expect(registers()[2]?.header('Call-ID')).toBe(registers()[1]?.header('Call-ID'))
    expect(registers()[2]?.header('CSeq')).toBe('2 REGISTER')
  })

  test.each([
    ['MD5 first, SHA-256 last', [challenge(', algorithm=MD5'), challenge(', algorithm=SHA-256')]],
    ['SHA-256 first, MD5 last', [challenge(', algorithm=SHA-256'), challenge('')]],
    ['SHA-256 only', [challenge(', algorithm=SHA-256')]],
    ['SHA-256, then one we do not know', [challenge(', algorithm=SHA-256'), challenge(', algorithm=SHA-512-256')]],
  ])('digest: %s', async (_name, challenges) => {
    const { state } = await lineAt(asks(...challenges))
    await state((one) => one.state === 'registered')
  })

  test('only a digest we do not know: said as that', async () => {
    const { state } = await lineAt(asks(challenge(', algorithm=SHA-512-256')))
    await state((one) => one.state === 'refused' && one.problem?.messageKey === 'error.line.digestUnknown')
  })

  test('a nonce that is too old is asked for anew and used; one that is refused again is no loop', async () => {
    const old = 'WWW-Authenticate: Digest realm="toll.test", nonce="n1", algorithm=SHA-256'
    const fresh = 'WWW-Authenticate: Digest realm="toll.test", nonce="n2", algorithm=SHA-256, stale=true'
    const { registers, state } = await lineAt((request, reply) => {
      if (request.method !== 'REGISTER') return reply('200 OK')
      const proof = request.header('Authorization')
      if (proof === undefined) return reply('401 Unauthorized', [old])
      if (proof.includes('nonce="n1"')) return reply('401 Unauthorized', [fresh])
      return proves(request) ? reply('200 OK', [`Contact: ${request.header('Contact')}`]) : reply('403 Forbidden')
    })
    await state((one) => one.state === 'registered')
    expect(registers()).toHaveLength(3)
    const wrong = await lineAt((request, reply) =>
      request.method === 'REGISTER' ? reply('401 Unauthorized', [fresh]) : reply('200 OK'),
    )
    await wrong.state((one) => one.state === 'refused' && one.problem?.messageKey === 'error.line.wrongPassword')
    expect(wrong.registers().length).toBeLessThanOrEqual(6)
  })

  test('the first connection fails: the next try opens a socket all the same (SIP.js’ second start() opens none)', async () => {
    let tries = 0
    const { peer, state } = await lineAt(friendly, 300, (url) => {
      if (tries++ === 0) throw new Error('nobody there yet')
      return new WebSocket(url, 'sip') as Socket
    })
    await state((one) => one.state === 'waiting')
    await state((one) => one.state === 'registered')
    expect(peer.connections()).toBe(1)
  })

  test('200 without any Contact is a registration, and later requests go out (SIP.js’ own Registerer is stuck for ever)', async () => {
    const { line, state, registers } = await lineAt((request, reply) =>
      reply('200 OK', request.method === 'REGISTER' ? ['Expires: 120'] : []),
    )
    await state((one) => one.state === 'registered')
    await line.stop()
    expect(registers()).toHaveLength(2)
  })

  test('423: once more with the lifetime the exchange wants', async () => {
    const { state, registers } = await lineAt((request, reply) => {
      if (request.method !== 'REGISTER') return reply('200 OK')
      return request.header('Contact')?.endsWith('expires=3600')
        ? reply('200 OK', [`Contact: ${request.header('Contact')}`])
        : reply('423 Interval Too Brief', ['Min-Expires: 3600'])
    })
    await state((one) => one.state === 'registered')
    expect(registers()).toHaveLength(2)
  })

  test('503 with Retry-After is waited for', async () => {
    const { told, state } = await lineAt((_request, reply) => reply('503 Service Unavailable', ['Retry-After: 40']))
    await state((one) => one.state === 'waiting')
    const waiting = told.find((one) => one.state === 'waiting')
    expect(waiting?.problem).toMatchObject({ messageKey: 'error.line.trouble', params: { status: 503 } })
    // Both are read off a clock that goes on between them.
    expect(Date.parse(waiting?.nextTryAt ?? '') - Date.parse(waiting?.since ?? '')).toBeGreaterThan(39_900)
  })
})

/** In the manner of RFC 4475: what a broken or hostile sender may send. */
const torture = [
  'INVITE sip:agent@toll.test SIP/2.0\r\n\r\n',
  'INVITE sip:agent@toll.test SIP/2.0\r\nVia: \r\nFrom: \r\nTo: \r\nCall-ID: \r\nCSeq: \r\n\r\n',
  'INVITE sip:agent@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK1\r\nFrom: "unclosed <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: t1\r\nCSeq: 1 INVITE\r\nContact: <<<>>>\r\n\r\n',
  'INVITE sip:agent@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK2\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: t2\r\nCSeq: 99999999999 BYE\r\nContent-Length: 99999\r\n\r\nshort',
  'BYE sip:agent@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK3\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=nothing\r\nCall-ID: t3\r\nCSeq: 1 BYE\r\n\r\n',
  'PRACK sip:agent@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK4\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: t4\r\nCSeq: 1 PRACK\r\nRAck: x\r\n\r\n',
  'REFER sip:agent@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK5\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: t5\r\nCSeq: 1 REFER\r\nRefer-To: <sip:+3690123456@x>\r\n\r\n',
  'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS 7c119d3e5f6a.invalid;branch=z9hG4bKnone\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: t6\r\nCSeq: 1 INVITE\r\n\r\n',
  'SIP/2.0 200\r\n\r\n',
  `OPTIONS sip:agent@toll.test SIP/2.0\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
  'INVITE novelsc.dat SIP/2.0\r\n\r\n',
  '\u0000'.repeat(1000),
]

test('what a broken or hostile sender sends is answered or dropped; the line stays up and the next call rings', async () => {
  const { peer, invited, line, state, told } = await lineAt(friendly)
  await state((one) => one.state === 'registered')
  for (const text of torture) peer.send(text)
  const headers = [
    'Via: SIP/2.0/WS x;branch=z9hG4bKgood',
    'From: <sip:a@b>;tag=1',
    'To: <sip:agent@toll.test>',
    'Call-ID: good',
    'CSeq: 1 INVITE',
    'Contact: <sip:a@b>',
    'Max-Forwards: 70',
  ]
  peer.send(`INVITE sip:agent@toll.test SIP/2.0\r\n${headers.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`)
  await vi.waitFor(() => expect(invited.some((one) => one.request.callId === 'good')).toBe(true))
  expect(line.connected()).toBe(true)
  expect(told.at(-1)?.state).toBe('registered')
  for (const one of invited) await one.reject().catch(() => {})
})
