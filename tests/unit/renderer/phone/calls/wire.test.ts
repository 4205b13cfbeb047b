import { Core, type SessionDescriptionHandler } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '#shared/contract/result.ts'
import type { Call } from '#shared/domain/call.ts'
import type { CallMedia } from '../../../../../renderer/phone/calls/call-media.ts'
import { Calls } from '../../../../../renderer/phone/calls/calls.ts'
import { realClock } from '../../../../../renderer/phone/signalling/clock.ts'
import { makeLine, type Line } from '../../../../../renderer/phone/signalling/line.ts'
import { netErrors } from '../../../../../renderer/phone/signalling/net-errors.ts'
import type { Socket } from '../../../../../renderer/phone/signalling/open-socket.ts'
import { agentLine } from '../../../../support/phone/agent-line.ts'
import { friendly, sipPeer, type Script } from '../../../../support/sip-peer.ts'

const cleanup: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0)) await one()
})

const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n'

/** Calls over a real socket to a scripted exchange; in place of a browser's media stands a fixed description (sound is proven in the lab). */
async function phoneAt(script: Script, media: Partial<CallMedia> = {}) {
  const peer = await sipPeer((request, reply, socket) =>
    request.method === 'REGISTER' ? friendly(request, reply, socket) : script(request, reply, socket),
  )
  const told: Call[] = []
  const rings: string[] = []
  let line: Line | null = null
  const still: SessionDescriptionHandler & CallMedia = {
    getDescription: async () => ({ body: sdp, contentType: 'application/sdp' }),
    hasDescription: () => true,
    setDescription: async () => {},
    sendDtmf: () => false,
    offerHold: () => {},
    silence: () => {},
    mute: () => {},
    heldByThem: () => false,
    sendTones: () => false,
    look: () => Promise.resolve(null),
    broken: () => false,
    onPath: null,
    sound: () => {
      throw new Error('no sound here')
    },
    onSound: null,
    close: () => {},
    ...media,
  }
  const log = (): void => {}
  const calls = new Calls({
    agent: () => line?.agent ?? null,
    reachable: () => line?.registration().state === 'registered',
    connected: () => line?.connected() ?? false,
    connection: () => 1,
    headers: () => ({ queue: 'X-Queue', ivrOption: 'X-IVR-Option' }),
    openMicrophone: async () => () => {},
    alerts: { ring: (kind) => rings.push(kind), ringback: (on) => on && rings.push('ringback') },
    clock: realClock,
    random: () => 0.5,
    log,
    newId: () => crypto.randomUUID(),
    changed: (call) => told.push(call),
  })
  const parts = {
    make: (url: string) => new WebSocket(url, 'sip') as Socket,
    media: () => still,
    clock: realClock,
    log,
    netErrors: netErrors(realClock),
    callLostForMs: () => calls.lostForMs(),
    online: () => true,
    random: () => 0.5,
  }
  const events = {
    registration: () => {},
    invited: (one: Parameters<Calls['invited']>[0]) => calls.invited(one),
    lost: () => calls.lost(),
    restored: () => calls.restored(),
  }
  const made = makeLine(agentLine(peer.url), events, parts).line as Line
  line = made
  cleanup.push(
    () => made.stop(),
    () => peer.close(),
  )
  made.start()
  await vi.waitFor(() => expect(made.registration().state).toBe('registered'))
  const until = (passes: (call: Call) => boolean) =>
    vi.waitFor(() => told.find(passes) ?? Promise.reject(new Error(JSON.stringify(told.at(-1)))), { timeout: 4_000 })
  const invite = (callId: string): void => {
    const headers = [
      `Via: SIP/2.0/WS x;branch=z9hG4bK${callId}`,
      'From: <sip:a@b>;tag=1',
      'To: <sip:agent@toll.test>',
      `Call-ID: ${callId}`,
      'CSeq: 1 INVITE',
      'Contact: <sip:a@b>',
      'Max-Forwards: 70',
    ]
    peer.send(`INVITE sip:agent@toll.test SIP/2.0\r\n${headers.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`)
  }
  return { peer, calls, told, rings, until, invite }
}

const id = (last: number): string => `0196e2f5-6a2b-7c11-9d3e-00000000020${last}`
const answers: Script = (request, reply) => {
  if (request.method === 'INVITE') reply('180 Ringing', ['Contact: <sip:peer@127.0.0.1>'])
  if (request.method === 'INVITE') reply('200 OK', ['Contact: <sip:peer@127.0.0.1>', 'Content-Type: application/sdp'], sdp)
  else if (request.method !== 'ACK') reply('200 OK')
}

describe('calls on the wire', () => {
  test('tones that the media cannot carry go by INFO, one after the other', async () => {
    const { peer, calls, until, rings } = await phoneAt(answers)
    calls.dial(id(1), '+36301234567')
    await until((call) => call.phase === 'connected')
    expect(rings).toContain('ringback')
    calls.sendTones(id(1), '1*')
    await vi.waitFor(() => expect(peer.requests.filter((one) => one.method === 'INFO')).toHaveLength(2))
    const infos = peer.requests.filter((one) => one.method === 'INFO')
    expect(infos.map((one) => one.body)).toEqual(['Signal=1\r\nDuration=160\r\n', 'Signal=*\r\nDuration=160\r\n'])
    expect(infos[0]?.header('Content-Type')).toBe('application/dtmf-relay')
    calls.hangUp(id(1))
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'BYE')).toBe(true))
  })

  test('media that can carry them: no INFO', async () => {
    const { peer, calls, until } = await phoneAt(answers, { sendTones: () => true })
    calls.dial(id(2), 'anna')
    await until((call) => call.phase === 'connected')
    calls.sendTones(id(2), '5')
    calls.hangUp(id(2))
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'BYE')).toBe(true))
    expect(peer.requests.some((one) => one.method === 'INFO')).toBe(false)
  })

  test('hanging up before the answer cancels; the socket lost while it rings there ends it truthfully', async () => {
    const { peer, calls, until } = await phoneAt((request, reply) => {
      if (request.method === 'INVITE') reply('180 Ringing', ['Contact: <sip:peer@127.0.0.1>'])
      if (request.method === 'CANCEL') reply('200 OK')
    })
    calls.dial(id(3), '1')
    await until((call) => call.callId === id(3) && call.phase === 'alerting')
    calls.hangUp(id(3))
    await until((call) => call.callId === id(3) && call.endReason === 'hung_up_here')
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'CANCEL')).toBe(true))
    calls.dial(id(4), '2')
    await until((call) => call.callId === id(4) && call.phase === 'alerting')
    peer.cut()
    await until((call) => call.callId === id(4) && call.endReason === 'connection_lost')
    expect(() => calls.dial(id(5), '3')).toThrow(
      expect.toSatisfy((thrown: Failure) => thrown.error.messageKey === 'error.call.lineDown'),
    )
  })

  test('the same call asked for twice is one call', async () => {
    const { peer, calls, until } = await phoneAt(answers)
    calls.dial(id(6), '1')
    calls.dial(id(6), '1')
    await until((call) => call.phase === 'connected')
    expect(peer.requests.filter((one) => one.method === 'INVITE')).toHaveLength(1)
  })

  test('more calls than a person can follow are busy; not ready is said as that', async () => {
    const { peer, calls, told, invite } = await phoneAt(() => {})
    const responses: string[] = []
    peer.onResponse((text) => responses.push(text))
    for (const callId of ['a', 'b', 'c', 'd', 'e']) invite(callId)
    await vi.waitFor(() =>
      expect(responses.some((one) => one.startsWith('SIP/2.0 486') && one.includes('Call-ID: e'))).toBe(true),
    )
    expect(told.filter((call) => call.phase === 'ringing')).toHaveLength(4)
    calls.ready = false
    calls.endAll()
    invite('f')
    await vi.waitFor(() =>
      expect(responses.some((one) => one.startsWith('SIP/2.0 480') && one.includes('Call-ID: f'))).toBe(true),
    )
    expect(responses.some((one) => one.startsWith('SIP/2.0 180') && one.includes('Call-ID: f'))).toBe(false)
  })

  /** Takes the call; what it does with re-INVITEs is a list of statuses, '' for no answer at all, empty for taking them. */
  const refusing = (statuses: string[]): Script => {
    let first = true
    return (request, reply, socket) => {
      const status = request.method === 'INVITE' && !first ? statuses.shift() : undefined
      if (request.method === 'INVITE') first = false
      if (status === undefined) answers(request, reply, socket)
      else if (status !== '') reply(status)
    }
  }

  test.each([['488 Not Acceptable Here'], ['500 Server Internal Error'], ['']])(
    'a hold that the exchange does not take (%j): silent at once, told, offered again when asked for again',
    async (refusal) => {
      // 64·T1 are 32 s on the wire (RFC 3261 §17.1.1.2); how long the exchange stays silent is not the point here.
      const usual = Core.Timers.TIMER_B
      Core.Timers.TIMER_B = 400
      cleanup.push(async () => void (Core.Timers.TIMER_B = usual))
      const silent: boolean[] = []
      const { calls, told, until } = await phoneAt(refusing([refusal, refusal]), { silence: (on) => silent.push(on) })
      calls.dial(id(7), '1')
      await until((call) => call.phase === 'connected')
      calls.hold(id(7), true)
      expect(silent).toEqual([true])
      const refused = () => told.filter((call) => call.held && !call.holdPending && call.holdProblem === 'hold').length
      await vi.waitFor(() => expect(refused()).toBe(1), { timeout: 4_000 })
      calls.hold(id(7), true)
      await vi.waitFor(() => expect(refused()).toBe(2), { timeout: 4_000 })
      calls.hold(id(7), true)
      await until((call) => call.held && !call.holdPending && call.holdProblem === null)
      expect(silent).not.toContain(false)
      calls.hold(id(7), false)
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ held: false, holdPending: false, holdProblem: null }))
      expect(silent.at(-1)).toBe(false)
      expect(told.at(-1)?.phase).toBe('connected')
    },
  )

  test('a resume that is not taken leaves the call on hold and says so; after a hold that was not taken it needs no consent', async () => {
    const silent: boolean[] = []
    const stubborn = await phoneAt(refusing(['488 No', '488 No']), { silence: (on) => silent.push(on) })
    stubborn.calls.dial(id(9), '1')
    await stubborn.until((call) => call.phase === 'connected')
    stubborn.calls.hold(id(9), true)
    await stubborn.until((call) => call.held && call.holdProblem === 'hold')
    stubborn.calls.hold(id(9), false)
    await vi.waitFor(() => expect(stubborn.told.at(-1)).toMatchObject({ held: false, holdProblem: null, phase: 'connected' }))
    expect(silent.at(-1)).toBe(false)

    let refuse = false
    const later = await phoneAt((request, reply, socket) => {
      if (request.method === 'INVITE' && refuse) reply('488 No')
      else answers(request, reply, socket)
    })
    later.calls.dial(id(6), '1')
    await later.until((call) => call.phase === 'connected')
    later.calls.hold(id(6), true)
    await later.until((call) => call.held && !call.holdPending)
    refuse = true
    later.calls.hold(id(6), false)
    await later.until((call) => call.held && !call.holdPending && call.holdProblem === 'resume')
    refuse = false
    later.calls.hold(id(6), false)
    await vi.waitFor(() => expect(later.told.at(-1)).toMatchObject({ held: false, holdProblem: null }))
  })
})
