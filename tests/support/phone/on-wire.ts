import type { SessionDescriptionHandler } from 'sip.js'
import { expect, vi } from 'vitest'
import type { Exchange, ShortMessage } from '#shared/domain/exchange.ts'
import type { Call } from '#shared/domain/call.ts'
import type { CallMedia } from '../../../renderer/phone/calls/call-media.ts'
import { Calls } from '../../../renderer/phone/calls/calls.ts'
import { realClock, type Clock } from '../../../renderer/phone/signalling/clock.ts'
import { makeLine, type Line } from '../../../renderer/phone/signalling/line.ts'
import { netErrors } from '../../../renderer/phone/signalling/net-errors.ts'
import type { Socket } from '../../../renderer/phone/signalling/open-socket.ts'
import { friendly, sipPeer, type Script } from '../sip-peer.ts'
import { agentLine } from './agent-line.ts'

const cleanup: (() => Promise<unknown>)[] = []

/** Also done when the test is over; last of all the line and its exchange. */
export const afterwards = (one: () => Promise<unknown>): void => void cleanup.push(one)

/** For `afterEach`: closes what the test opened. */
export async function closePhones(): Promise<void> {
  for (const one of cleanup.splice(0)) await one()
}

/** A description that is enough for signalling. */
export const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n'

/** Calls over a real socket to a scripted exchange; in place of a browser's media stands a fixed description (sound is proven in the lab). */
export async function phoneAt(
  script: Script,
  media: Partial<CallMedia & SessionDescriptionHandler> = {},
  clock: Clock = realClock,
  beep: () => Promise<void> = () => Promise.resolve(),
) {
  let newest: unknown = null
  let dead: unknown = null
  const peer = await sipPeer((request, reply, socket) => {
    newest = socket
    if (socket === dead) return
    if (request.method === 'REGISTER') friendly(request, reply, socket)
    else script(request, reply, socket)
  })
  /** Nothing is answered any more over the connection there is; a new one works. */
  const deafen = (): void => void (dead = newest)
  const told: Call[] = []
  const rings: string[] = []
  const messages: ShortMessage[] = []
  const exchange: Exchange[] = []
  /** How many calls each mix was made of; 0 for its end. */
  const mixing: number[] = []
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
    pathAnew: () => Promise.resolve(true),
    onPath: null,
    sound: () => {
      throw new Error('no sound here')
    },
    onSound: () => () => {},
    sendInstead: async () => {},
    close: () => {},
    ...media,
  }
  const logs: string[] = []
  const log = (_level: string, what: string, context: object = {}): void => void logs.push(`${what} ${JSON.stringify(context)}`)
  const calls = new Calls({
    agent: () => line?.agent ?? null,
    reachable: () => line?.registration().state === 'registered',
    connected: () => line?.connected() ?? false,
    connection: () => 1,
    suspect: () => line?.suspect(),
    headers: () => ({ queue: 'X-Queue', ivrOption: 'X-IVR-Option' }),
    openMicrophone: async () => () => {},
    alerts: { ring: (kind) => rings.push(kind), ringback: (on) => on && rings.push('ringback'), beep },
    mix: (medias) => {
      mixing.push(medias.length)
      return { close: () => mixing.push(0) }
    },
    clock,
    random: () => 0.5,
    log,
    newId: () => crypto.randomUUID(),
    message: (message) => messages.push(message),
    changed: (call) => told.push(call),
  })
  const parts = {
    make: (url: string) => new WebSocket(url, 'sip') as Socket,
    media: () => still,
    silentOffer: async () => ({ sdp, answered: async () => {}, close: () => {} }),
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
    updated: (one: Parameters<Calls['updated']>[0]) => calls.updated(one),
    exchange: (value: Exchange) => exchange.push(value),
    message: (message: ShortMessage) => messages.push(message),
    lost: () => calls.lost(),
    restored: (moved: boolean) => calls.restored(moved),
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
  const responses: string[] = []
  peer.onResponse((text) => responses.push(text))
  let branch = 0
  /** Sends a request as its lines; `Via`, `Max-Forwards` and `Content-Length` are added. */
  const request = (first: string, headers: readonly string[], body = ''): void => {
    const via = `Via: SIP/2.0/WS x;branch=z9hG4bKr${++branch}`
    const lines = [first, via, 'Max-Forwards: 70', ...headers, `Content-Length: ${Buffer.byteLength(body)}`]
    peer.send(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }
  const invite = (callId: string, more: readonly string[] = [], body = ''): void =>
    request(
      'INVITE sip:agent@toll.test SIP/2.0',
      [
        ...['From: <sip:a@b>;tag=1', 'To: <sip:agent@toll.test>', `Call-ID: ${callId}`, 'CSeq: 1 INVITE', 'Contact: <sip:a@b>'],
        ...more,
        ...(body === '' ? [] : ['Content-Type: application/sdp']),
      ],
      body,
    )
  /** The answer with this CSeq in this call, once it came. */
  const answer = (callId: string, cseq: string, least = 200) =>
    vi.waitFor(
      () =>
        responses.find(
          (one) =>
            one.includes(`Call-ID: ${callId}\r\n`) && one.includes(`CSeq: ${cseq}\r\n`) && Number(one.slice(8, 11)) >= least,
        ) ?? Promise.reject(new Error(`no answer to ${cseq}: ${responses.map((one) => one.slice(0, 30)).join(' | ')}`)),
      { timeout: 4_000 },
    )
  /** A call that came and was answered; `send` sends a request in its dialog. */
  const talking = async (callId: string, more: readonly string[] = []) => {
    const known = told.length
    invite(callId, more, sdp)
    const { callId: ours } = await vi.waitFor(
      () => told.slice(known).find((call) => call.phase === 'ringing') ?? Promise.reject(new Error('no ring')),
    )
    await calls.answer(ours)
    const accepted = await answer(callId, '1 INVITE')
    const to = /^To: (.*)$/m.exec(accepted)?.[1]?.trim() ?? ''
    const contact = /^Contact: <([^>]+)>/m.exec(accepted)?.[1] ?? ''
    const send = (method: string, cseq: number, headers: readonly string[] = [], body = ''): void =>
      request(
        `${method} ${contact} SIP/2.0`,
        ['From: <sip:a@b>;tag=1', `To: ${to}`, `Call-ID: ${callId}`, `CSeq: ${cseq} ${method}`, ...headers],
        body,
      )
    send('ACK', 1)
    // SIP.js takes a moment for it; what came meanwhile would be answered 500 (RFC 5407 §3.1.5).
    await new Promise((resolve) => setTimeout(resolve, 30))
    await until((call) => call.callId === ours && call.phase === 'connected')
    const now = (): Call | undefined => told.findLast((call) => call.callId === ours)
    return { ours, accepted, send, now, tag: /;tag=([^;\s]+)/.exec(to)?.[1] ?? '' }
  }
  return {
    line: made,
    deafen,
    messages,
    mixing,
    exchange,
    peer,
    logs,
    calls,
    told,
    rings,
    until,
    invite,
    request,
    responses,
    answer,
    talking,
  }
}

/** An exchange where everybody answers at once. */
export const answers: Script = (request, reply) => {
  if (request.method === 'INVITE') reply('180 Ringing', ['Contact: <sip:peer@127.0.0.1>'])
  if (request.method === 'INVITE') reply('200 OK', ['Contact: <sip:peer@127.0.0.1>', 'Content-Type: application/sdp'], sdp)
  else if (request.method !== 'ACK') reply('200 OK')
}
