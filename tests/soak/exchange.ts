import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { friendly, sipPeer, type SipRequest } from '../support/sip-peer.ts'

/** An exchange that calls and is called, one call after the other, with descriptions of sound but no sound behind them. */
export interface SoakExchange {
  readonly url: string
  /** Rings; `gives` up or takes leave later. */
  ring(headers?: readonly string[]): Ringing
  /** How the next calls from the phone end: taken, or refused with a status. */
  answerWith(status: string): void
  /** Waits for a request of this method from the phone. */
  asked(method: string): Promise<SipRequest>
  close(): Promise<void>
}

export interface Ringing {
  /** Status of the final answer to the INVITE; a 2xx has been acknowledged by then. */
  readonly final: Promise<number>
  cancel(): void
  /** Ends the call from this side; resolves with the status. */
  bye(): Promise<number>
}

/** The head of a session description Chromium takes for one of its own (RFC 8866, RFC 8829); nothing answers at its address. */
const description = (setup: 'actpass' | 'active' | 'passive', mid: string, payload: string): string =>
  [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mid}`,
    `m=audio 9 UDP/TLS/RTP/SAVPF ${payload} 0 8`,
    'c=IN IP4 127.0.0.1',
    'a=ice-ufrag:soak',
    'a=ice-pwd:soaksoaksoaksoaksoaksoak',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, (_, n) => n.toString(16).padStart(2, '0').toUpperCase()).join(':')}`,
    `a=setup:${setup}`,
    `a=mid:${mid}`,
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${payload} opus/48000/2`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    '',
  ].join('\r\n')

/**
 * An answer to the phone's offer: its first medium, its number of Opus, the opposite direction (RFC 3264 §6.1).
 * @param setup our part of DTLS, which stays what it was agreed to be (RFC 8842 §5.3)
 */
function answerTo(offer: string, setup: 'active' | 'passive'): string {
  const mid = /^a=mid:(\S+)/m.exec(offer)?.[1] ?? '0'
  const payload = /^a=rtpmap:(\d+) opus/im.exec(offer)?.[1] ?? '111'
  const direction = /^a=(sendonly|recvonly|inactive)\r?$/m.exec(offer)?.[1]
  const opposite = { sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' }[direction ?? ''] ?? 'sendrecv'
  return description(setup, mid, payload).replace('a=sendrecv', `a=${opposite}`)
}

/** @returns an exchange on loopback that takes every registration */
export async function soakExchange(): Promise<SoakExchange> {
  const told = new EventEmitter()
  let contact = ''
  let status = '200 OK'
  const responses = new Map<string, (text: string) => void>()
  const sdp = ['Contact: <sip:peer@peer.invalid;transport=ws>', 'Content-Type: application/sdp']
  const peer = await sipPeer((request, reply, socket) => {
    if (request.method === 'REGISTER') contact = /<([^>]+)>/.exec(request.header('Contact') ?? '')?.[1] ?? contact
    if (request.method === 'INVITE') {
      const within = /;tag=/.test(request.header('To') ?? '')
      if (within || status.startsWith('2'))
        reply('200 OK', sdp, answerTo(request.body, responses.has(request.header('Call-ID') ?? '') ? 'passive' : 'active'))
      else reply(status)
    } else if (['BYE', 'INFO', 'UPDATE', 'MESSAGE'].includes(request.method)) reply('200 OK')
    else friendly(request, reply, socket)
    told.emit(request.method, request)
    // What was kept would be counted as growth of the test, not of the phone.
    peer.requests.length = 0
  })
  peer.onResponse((text) => responses.get(/^Call-ID:\s*(\S+)/im.exec(text)?.[1] ?? '')?.(text))
  return {
    url: peer.url,
    answerWith: (next) => (status = next),
    asked: async (method) => (await (once(told, method) as Promise<[SipRequest]>))[0],
    close: () => peer.close(),
    ring(headers = []) {
      const callId = randomUUID()
      const tag = callId.slice(0, 8)
      let target = contact
      let to = '<sip:agent@toll.test>'
      const send = (
        method: string,
        sequence: number,
        more: readonly string[] = [],
        body = '',
        branch = `${method}${sequence}`,
      ): void =>
        peer.send(
          [
            `${method} ${target} SIP/2.0`,
            `Via: SIP/2.0/WS peer.invalid;branch=z9hG4bK${tag}${branch}`,
            'Max-Forwards: 70',
            `From: "Soak" <sip:+3630${callId.replace(/\D/g, '').slice(0, 7)}@toll.test>;tag=${tag}`,
            `To: ${to}`,
            `Call-ID: ${callId}`,
            `CSeq: ${sequence} ${method}`,
            'Contact: <sip:peer@peer.invalid;transport=ws>',
            ...more,
            `Content-Length: ${Buffer.byteLength(body)}`,
            '',
            body,
          ].join('\r\n'),
        )
      let left: (status: number) => void = () => {}
      const final = new Promise<number>((done) => {
        responses.set(callId, (text) => {
          const code = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1])
          const method = /^CSeq: \d+ (\S+)/im.exec(text)?.[1]
          const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? ''
          if (method === 'BYE') left(code)
          if (method !== 'INVITE' || code < 200) return
          to = field('To')
          if (code < 300) target = /<([^>]+)>/.exec(field('Contact'))?.[1] ?? contact
          // RFC 3261 §17.1.1.3: the ACK of a refusal belongs to the INVITE's own transaction.
          send('ACK', 1, [], '', code < 300 ? 'ACK1' : 'INVITE1')
          done(code)
        })
      })
      send('INVITE', 1, ['Content-Type: application/sdp', ...headers], description('actpass', '0', '111'))
      return {
        final,
        cancel: () => send('CANCEL', 1, [], '', 'INVITE1'),
        bye: () =>
          new Promise((done) => {
            left = (code) => {
              responses.delete(callId)
              done(code)
            }
            send('BYE', 2)
          }),
      }
    },
  }
}
