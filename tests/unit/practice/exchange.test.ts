import { randomUUID } from 'node:crypto'
import type { SessionDescriptionHandler } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import type { Call } from '#shared/domain/call.ts'
import { startExchange, type Exchange } from '../../../electron/practice/exchange/exchange.ts'
import type { Leg, LegEnd, LegEvents } from '../../../electron/practice/exchange/leg.ts'
import type { CallMedia } from '../../../renderer/phone/calls/call-media.ts'
import { Calls } from '../../../renderer/phone/calls/calls.ts'
import { realClock } from '../../../renderer/phone/signalling/clock.ts'
import { makeLine, type Line } from '../../../renderer/phone/signalling/line.ts'
import { netErrors } from '../../../renderer/phone/signalling/net-errors.ts'
import type { Socket } from '../../../renderer/phone/signalling/open-socket.ts'
import { agentLine } from '../../support/phone/agent-line.ts'

const cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0).toReversed()) await one()
})
/** On a busy machine a round trip takes its time. */
const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 12_000 })
const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n'
const customerSdp = sdp.replace('4000', '5000')

/** The practice exchange and the signalling of our own phone over a real socket; a fixed description stands for the media. */
async function both(password = 'right') {
  const dialled: { user: string; sdp: string; leg: Leg }[] = []
  const exchange: Exchange = await startExchange({
    agent: { user: 'agent', password: 'right' },
    readyChanged: () => {},
    dialled: (user, offer, leg) => dialled.push({ user, sdp: offer, leg }),
    log: () => {},
  })
  const told: Call[] = []
  const descriptions: string[] = []
  let held = false
  let line: Line | null = null
  const media: SessionDescriptionHandler & CallMedia = {
    getDescription: async () => ({ body: `${sdp}a=${held ? 'sendonly' : 'sendrecv'}\r\n`, contentType: 'application/sdp' }),
    hasDescription: () => true,
    setDescription: async (text) => void descriptions.push(text),
    sendDtmf: () => false,
    offerHold: (value) => void (held = value),
    silence: () => {},
    mute: () => {},
    heldByThem: () => false,
    sendTones: () => false,
    look: () => Promise.resolve(null),
    broken: () => false,
    pathAnew: () => Promise.resolve(true),
    onPath: null,
    sound: () => {
      throw new Error('no sound here')
    },
    onSound: () => () => {},
    sendInstead: async () => {},
    close: () => {},
  }
  const calls = new Calls({
    agent: () => line?.agent ?? null,
    reachable: () => line?.registration().state === 'registered',
    connected: () => line?.connected() ?? false,
    connection: () => 1,
    suspect: () => {},
    headers: () => ({ queue: 'X-Queue', ivrOption: 'X-IVR-Option' }),
    openMicrophone: async () => () => {},
    alerts: { ring: () => {}, ringback: () => {}, beep: () => Promise.resolve() },
    clock: realClock,
    mix: () => ({ close: () => {} }),
    random: () => 0.5,
    log: () => {},
    message: () => {},
    newId: () => randomUUID(),
    changed: (call) => told.push(call),
  })
  const made = makeLine(
    agentLine(exchange.url, { uri: 'sip:agent@practice.example', password }),
    {
      registration: () => {},
      updated: () => {},
      exchange: () => {},
      message: () => {},
      invited: (one: Parameters<Calls['invited']>[0]) => calls.invited(one),
      lost: () => calls.lost(),
      restored: () => calls.restored(),
    },
    {
      make: (url) => new globalThis.WebSocket(url, 'sip') as Socket,
      media: () => media,
      silentOffer: () => Promise.reject(new Error('no codes here')),
      clock: realClock,
      log: () => {},
      netErrors: netErrors(realClock),
      callLostForMs: () => calls.lostForMs(),
      online: () => true,
      random: () => 0.5,
    },
  ).line as Line
  line = made
  cleanup.push(
    () => exchange.close(),
    () => made.stop(),
  )
  made.start()
  const until = (passes: (call: Call) => boolean): Promise<Call> =>
    soon(() => told.find(passes) ?? Promise.reject(new Error(JSON.stringify(told.at(-1)))))
  return { exchange, line: made, calls, told, until, dialled, descriptions }
}

/** Writes down what a leg tells. */
function noted(leg: Leg) {
  const seen: string[] = []
  const ends: LegEnd[] = []
  const events: LegEvents = {
    ringing: () => seen.push('ringing'),
    answered: (text) => seen.push(text.includes('m=audio') ? 'answered' : 'answered without sound'),
    changed: (text) => {
      seen.push(text.includes('sendonly') ? 'held' : 'resumed')
      return Promise.resolve(customerSdp)
    },
    tone: (tone) => seen.push(`tone ${tone}`),
    ended: (end) => ends.push(end),
  }
  leg.listen(events)
  return { seen, ends }
}
const registered = async ({ line, exchange }: { line: Line; exchange: Exchange }): Promise<void> => {
  await soon(() => expect(line.registration().state).toBe('registered'))
  expect(exchange.ready()).toBe(true)
}
const headers = [
  ['X-Queue', 'complaints'],
  ['X-IVR-Option', '3'],
  ['P-Asserted-Identity', '<sip:+447700900101@practice.example;user=phone>'],
] as const
const from = '<sip:+447700900101@practice.example;user=phone>'

describe('the practice exchange and our phone', { timeout: 30_000 }, () => {
  test('a customer calls: facts, answer, hold, resume, keys, the agent hangs up', async () => {
    const phone = await both()
    await registered(phone)
    const leg = phone.exchange.call(randomUUID(), from, headers, customerSdp)
    if (!leg) throw new Error('not called')
    const { seen, ends } = noted(leg)
    const { callId, facts } = await phone.until((call) => call.phase === 'ringing')
    expect(facts).toMatchObject({ queue: 'complaints', ivrOption: '3', withheld: false, asserted: { user: '+447700900101' } })
    expect(facts.sipCallId).toBe(leg.sipCallId)
    void phone.calls.answer(callId)
    await phone.until((call) => call.phase === 'connected')
    await soon(() => expect(seen).toEqual(['ringing', 'answered']))
    phone.calls.hold(callId, true)
    await phone.until((call) => call.held && !call.holdPending)
    phone.calls.hold(callId, false)
    await soon(() => expect(phone.told.at(-1)).toMatchObject({ held: false, holdPending: false }))
    phone.calls.sendTones(callId, '1#')
    await soon(() => expect(seen).toEqual(['ringing', 'answered', 'held', 'resumed', 'tone 1', 'tone #']))
    phone.calls.hangUp(callId)
    await soon(() => expect(ends).toEqual([{ by: 'agent' }]))
  })

  test('the customer hangs up; a withheld number is nobody', async () => {
    const phone = await both()
    await registered(phone)
    const leg = phone.exchange.call(
      randomUUID(),
      '"Anonymous" <sip:anonymous@anonymous.invalid>',
      [['Privacy', 'id']],
      customerSdp,
    )
    if (!leg) throw new Error('not called')
    const { callId, facts } = await phone.until((call) => call.phase === 'ringing')
    expect(facts.withheld).toBe(true)
    void phone.calls.answer(callId)
    await phone.until((call) => call.phase === 'connected')
    await soon(() => expect(leg.state).toBe('up'))
    leg.hangUp()
    expect((await phone.until((call) => call.phase === 'ended')).endReason).toBe('hung_up_there')
  })

  test('the customer gives up, the agent declines, the agent is not ready', async () => {
    const phone = await both()
    await registered(phone)
    const first = phone.exchange.call(randomUUID(), from, [], customerSdp)
    const one = noted(first!)
    await phone.until((call) => call.phase === 'ringing')
    await soon(() => expect(one.seen).toEqual(['ringing']))
    first!.hangUp()
    expect((await phone.until((call) => call.phase === 'ended')).endReason).toBe('caller_gave_up')
    await soon(() => expect(one.ends).toEqual([{ by: 'gave_up' }]))

    phone.told.length = 0
    const two = noted(phone.exchange.call(randomUUID(), from, [], customerSdp)!)
    phone.calls.decline((await phone.until((call) => call.phase === 'ringing')).callId)
    await soon(() => expect(two.ends[0]?.by).toBe('refused'))

    phone.calls.ready = false
    const three = noted(phone.exchange.call(randomUUID(), from, [], customerSdp)!)
    await soon(() => expect(three.ends).toEqual([{ by: 'refused', status: 480 }]))
  })

  test('the agent calls: ringing, answer, the other side hangs up; nobody there is 404; giving up cancels', async () => {
    const phone = await both()
    await registered(phone)
    const id = randomUUID()
    phone.calls.dial(id, '+447700900101')
    await soon(() => expect(phone.dialled).toHaveLength(1))
    const first = phone.dialled[0]
    if (!first) throw new Error('nobody dialled')
    const { user, leg } = first
    expect(user).toBe('+447700900101')
    leg.ring()
    await phone.until((call) => call.phase === 'alerting')
    leg.pickUp(customerSdp)
    await phone.until((call) => call.phase === 'connected')
    expect(phone.descriptions.at(-1)).toContain('m=audio 5000')
    leg.hangUp()
    await phone.until((call) => call.callId === id && call.phase === 'ended' && call.endReason === 'hung_up_there')

    const nobody = randomUUID()
    phone.calls.dial(nobody, '123456')
    await soon(() => expect(phone.dialled).toHaveLength(2))
    phone.dialled[1]?.leg.refuse(404)
    expect((await phone.until((call) => call.callId === nobody && call.phase === 'ended')).sipStatus).toBe(404)

    const third = randomUUID()
    phone.calls.dial(third, '+447700900102')
    await soon(() => expect(phone.dialled).toHaveLength(3))
    const { ends } = noted(phone.dialled[2]!.leg)
    phone.dialled[2]?.leg.ring()
    await phone.until((call) => call.callId === third && call.phase === 'alerting')
    phone.calls.hangUp(third)
    await soon(() => expect(ends).toEqual([{ by: 'agent' }]))
  })

  test('a wrong password registers nobody, and nobody can be called', async () => {
    const phone = await both('wrong')
    await soon(() => expect(phone.line.registration().state).toBe('refused'))
    expect(phone.exchange.ready()).toBe(false)
    expect(phone.exchange.call(randomUUID(), from, [], customerSdp)).toBeNull()
  })
})

describe('strangers at its door', () => {
  const connect = (url: string, options: { origin?: string } = {}): Promise<WebSocket | string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url, 'sip', options)
      socket.once('open', () => resolve(socket))
      socket.once('error', (error) => resolve(error.message))
      cleanup.push(() => socket.terminate())
    })
  const ask = (socket: WebSocket, text: string): Promise<string> =>
    new Promise((resolve) => {
      socket.once('message', (data: Buffer) => resolve(data.toString()))
      socket.send(text)
    })
  const request = (method: string): string =>
    `${method} sip:agent@practice.example SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bKa\r\nFrom: <sip:agent@practice.example>;tag=1\r\nTo: <sip:agent@practice.example>\r\nCall-ID: c\r\nCSeq: 1 ${method}\r\nContact: <sip:a@x.invalid>\r\n\r\n`

  test('a page of a browser is not let in', async () => {
    const { exchange } = await both()
    expect(await connect(exchange.url, { origin: 'https://evil.example' })).toMatch(/401/)
    expect(await connect(exchange.url, { origin: 'app://desk' })).toMatch(/401/)
  })
  test('without a registration nothing but OPTIONS is served; rubbish ends nothing', async () => {
    const { exchange } = await both()
    const socket = await connect(exchange.url)
    if (typeof socket === 'string') throw new Error(socket)
    socket.send('rubbish')
    socket.send(Buffer.from([0, 1, 2]))
    socket.send(`INVITE x SIP/2.0\r\n\r\n`)
    expect(await ask(socket, request('OPTIONS'))).toMatch(/^SIP\/2\.0 200 /)
    expect(await ask(socket, request('INVITE'))).toMatch(/^SIP\/2\.0 403 /)
    expect(await ask(socket, request('BYE'))).toMatch(/^SIP\/2\.0 403 /)
    expect(await ask(socket, request('REGISTER'))).toMatch(
      /^SIP\/2\.0 401 [^]*WWW-Authenticate: Digest realm="practice\.example"/,
    )
    expect(await ask(socket, '\r\n\r\n')).toBe('\r\n')
  })
})
