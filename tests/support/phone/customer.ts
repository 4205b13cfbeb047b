import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { readRequest, type SipRequest } from '../sip-peer.ts'
import type { Sound } from '../audio/wav.ts'
import { digest, readResponse, ringsFirst, type Response } from './customer-wire.ts'
import { rtpLeg, type RtpLeg } from './rtp-leg.ts'

type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** A customer's telephone that does what a test says: SIP over UDP (RFC 3261), plain RTP. For what baresip cannot be told to do. */
export interface Customer {
  readonly sound: RtpLeg
  /** In-dialog requests that came, and the direction each offer asked for. */
  readonly got: { readonly method: string; readonly direction: Direction | null; readonly at: number }[]
  /** Status with which the next INVITEs and re-INVITEs are answered (`180 Ringing, then 200 OK` is two); empty: accept. */
  readonly answers: string[]
  /** Calls and waits for the answer; resolves with the final status. `headers` are added to the INVITE, `body` replaces its offer. */
  call(uri: string, headers?: readonly string[], body?: string): Promise<number>
  /** Offers anew; resolves with the status. */
  reinvite(direction: Direction): Promise<number>
  bye(): Promise<number>
  /** Transfers asked of this telephone, answered with the next of `referAnswers` (default 202) and then left to the test. */
  readonly referred: { readonly to: string; readonly by: string; readonly contact: string }[]
  readonly referAnswers: string[]
  /** Tells how a transfer goes on (RFC 3515 §2.4.4): a status line, and whether it is the last word. */
  notify(statusLine: string, last: boolean): Promise<number>
  /** Lets the exchange find this telephone as a user, who takes every call; resolves with the status. */
  register(user: string): Promise<number>
  /** Call-ID and tags of the call as this side sees it. */
  dialog(): { readonly callId: string; readonly local: string; readonly remote: string }
  /** Asks us to dial somebody (RFC 3515). */
  refer(target: string): Promise<number>
  cancel(reason?: string): void
  close(): void
}

const token = (): string => randomBytes(6).toString('hex')

/**
 * @param exchange UDP port of the exchange
 * @param host address of the exchange, and of the telephone itself
 */
export async function customer(exchange: number, voice: Sound, host = '127.0.0.1'): Promise<Customer> {
  const socket = createSocket('udp4')
  socket.bind(0, host)
  await once(socket, 'listening')
  const sound = await rtpLeg(voice, host)
  const here = `${host}:${socket.address().port}`
  const got: Customer['got'] = []
  const answers: string[] = []
  const referred: Customer['referred'] = []
  const referAnswers: string[] = []
  const finals = new Map<string, (response: Response) => void>()
  let dialog = {
    uri: '',
    target: '',
    routes: [] as string[],
    callId: '',
    local: '',
    remote: '',
    sequence: 1,
    branch: '',
    direction: 'sendrecv' as Direction,
  }
  let version = 1

  const send = (text: string): void => socket.send(text, exchange, host)
  const sdp = (direction: Direction): string =>
    [
      `v=0`,
      `o=- 1 ${version++} IN IP4 ${host}`,
      's=-',
      `c=IN IP4 ${host}`,
      't=0 0',
      `m=audio ${sound.port} RTP/AVP 8 101`,
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=ptime:20',
      `a=${direction}`,
      '',
    ].join('\r\n')
  const head = (
    method: string,
    branch: string,
    sequence: number,
    more: readonly string[],
    body: string,
    type = 'application/sdp',
  ): string =>
    [
      `${method} ${dialog.target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${here};rport;branch=${branch}`,
      ...dialog.routes.map((one) => `Route: ${one}`),
      'Max-Forwards: 70',
      `From: "A Customer" <sip:customer@toll.test>;tag=${dialog.local}`,
      `To: <${dialog.uri}>${dialog.remote === '' ? '' : `;tag=${dialog.remote}`}`,
      `Call-ID: ${dialog.callId}`,
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:customer@${here}>`,
      ...more,
      ...(body === '' ? [] : [`Content-Type: ${type}`]),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n')
  const request = (method: string, more: readonly string[] = [], body = '', type?: string): Promise<Response> => {
    const branch = `z9hG4bK${token()}`
    dialog.branch = branch
    send(head(method, branch, dialog.sequence++, more, body, type))
    return Promise.race([
      new Promise<Response>((resolve) => finals.set(`${branch} ${method}`, resolve)),
      wait(40_000).then(() => {
        throw new Error(`no answer to ${method}`)
      }),
    ])
  }
  const useDescription = (body: string, ours: Direction): void => {
    const port = Number(/^m=audio (\d+)/m.exec(body)?.[1])
    const their = /^c=IN IP4 (\S+)/m.exec(body)?.[1] ?? host
    const theirs = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(body)?.[1] ?? 'sendrecv'
    sound.sendTo(
      (ours === 'sendrecv' || ours === 'sendonly') && (theirs === 'sendrecv' || theirs === 'recvonly')
        ? { host: their, port }
        : null,
    )
  }
  const offer = async (
    method: 'INVITE',
    direction: Direction,
    more: readonly string[],
    body = sdp(direction),
  ): Promise<number> => {
    const sequence = dialog.sequence
    const response = await request(method, more, body)
    const established = response.status < 300
    if (established) {
      dialog = {
        ...dialog,
        remote: response.toTag,
        target: response.contact || dialog.target,
        routes: dialog.remote === '' ? response.recordRoutes.toReversed() : dialog.routes,
      }
      useDescription(response.body, direction)
    }
    const branch = established ? `z9hG4bK${token()}` : dialog.branch
    const to = dialog.remote
    if (!established) dialog = { ...dialog, remote: response.toTag }
    send(head('ACK', branch, sequence, [], ''))
    if (!established) dialog = { ...dialog, remote: to }
    return response.status
  }

  socket.on('message', (data) => {
    const text = data.toString()
    const asked = readRequest(text)
    if (asked) return answer(asked)
    const response = readResponse(text)
    if (!response || response.status < 200) return
    finals.get(response.transaction)?.(response)
    finals.delete(response.transaction)
  })
  /** Somebody calls: the dialog as it looks from here. */
  const called = (asked: SipRequest): void => {
    const local = token()
    dialog = {
      ...{ uri: /<([^>]+)>/.exec(asked.header('From') ?? '')?.[1] ?? '', target: '', routes: asked.headers('Record-Route') },
      ...{ callId: asked.header('Call-ID') ?? '', local, remote: /;tag=([^;\s]+)/.exec(asked.header('From') ?? '')?.[1] ?? '' },
      ...{ sequence: 1, branch: '', direction: 'sendrecv' },
    }
  }
  const answer = (asked: SipRequest): void => {
    const first = asked.method === 'INVITE' && !/;tag=/.test(asked.header('To') ?? '')
    // Somebody takes the place of whom we talk to (RFC 3891 §3): the new call is answered, the old one ended.
    if (first && asked.header('Replaces') !== undefined) request('BYE').catch(() => undefined)
    if (first) called(asked)
    const offered = (/^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(asked.body)?.[1] as Direction | undefined) ?? null
    got.push({ method: asked.method, direction: offered, at: Date.now() })
    if (asked.method === 'ACK') return
    if (asked.method === 'REFER')
      referred.push({
        to: asked.header('Refer-To') ?? '',
        by: asked.header('Referred-By') ?? '',
        contact: asked.header('Contact') ?? '',
      })
    const [ringing, status] = ringsFirst(asked.method === 'INVITE' ? (answers.shift() ?? '200 OK') : '')
    if (ringing !== null) setTimeout(() => reply(asked, first, offered, status), 1500)
    reply(asked, first, offered, ringing ?? status)
  }
  const reply = (asked: SipRequest, first: boolean, offered: Direction | null, wanted: string): void => {
    const status =
      asked.method === 'INVITE' ? wanted : asked.method === 'REFER' ? (referAnswers.shift() ?? '202 Accepted') : '200 OK'
    const mirrored = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const
    const accepts = asked.method === 'INVITE' && status.startsWith('2')
    const ours = mirrored[offered ?? 'sendrecv']
    const body = accepts ? sdp(ours) : ''
    const copied = ['Via', 'Record-Route', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
      asked.headers(name).map((one) => `${name}: ${one}${first && name === 'To' ? `;tag=${dialog.local}` : ''}`),
    )
    const more = accepts ? [`Contact: <sip:customer@${here}>`, 'Content-Type: application/sdp'] : []
    send([`SIP/2.0 ${status}`, ...copied, ...more, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'))
    if (accepts) {
      useDescription(asked.body, ours)
      dialog = { ...dialog, target: /<([^>]+)>/.exec(asked.header('Contact') ?? '')?.[1] ?? dialog.target }
    }
    if (asked.method === 'BYE') sound.sendTo(null)
  }
  return {
    sound,
    got,
    answers,
    referred,
    referAnswers,
    dialog: () => ({ callId: dialog.callId, local: dialog.local, remote: dialog.remote }),
    notify: async (statusLine, last) =>
      (
        await request(
          'NOTIFY',
          ['Event: refer', `Subscription-State: ${last ? 'terminated;reason=noresource' : 'active;expires=60'}`],
          `${statusLine}\r\n`,
          'message/sipfrag;version=2.0',
        )
      ).status,
    async register(user) {
      const ask = async (sequence: number, more: readonly string[]): Promise<Response> => {
        const branch = `z9hG4bK${token()}`
        const answered = new Promise<Response>((resolve) => finals.set(`${branch} REGISTER`, resolve))
        const aor = `sip:${user}@toll.test`
        send(
          [
            'REGISTER sip:toll.test SIP/2.0',
            `Via: SIP/2.0/UDP ${here};rport;branch=${branch}`,
            'Max-Forwards: 70',
            `From: <${aor}>;tag=${token()}`,
            `To: <${aor}>`,
            `Call-ID: ${registration}`,
            `CSeq: ${sequence} REGISTER`,
            `Contact: <sip:${user}@${here}>`,
            'Expires: 600',
            ...more,
            'Content-Length: 0',
            '',
            '',
          ].join('\r\n'),
        )
        return answered
      }
      const registration = token()
      const challenged = await ask(1, [])
      return (await ask(2, [`Authorization: ${digest(user, 'secret', challenged.challenge)}`])).status
    },
    call(uri, headers = [], body) {
      dialog = {
        uri,
        target: uri,
        routes: [],
        callId: token(),
        local: token(),
        remote: '',
        sequence: 1,
        branch: '',
        direction: 'sendrecv',
      }
      return offer('INVITE', 'sendrecv', headers, body)
    },
    reinvite: (direction) => offer('INVITE', direction, []),
    bye: async () => {
      sound.sendTo(null)
      return (await request('BYE')).status
    },
    refer: async (target) => (await request('REFER', [`Refer-To: <${target}>`])).status,
    cancel: (reason) => send(head('CANCEL', dialog.branch, 1, reason === undefined ? [] : [`Reason: ${reason}`], '')),
    close() {
      sound.close()
      socket.close()
    },
  }
}
