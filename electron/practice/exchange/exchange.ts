import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Log } from '../../diagnostics/log.ts'
import { digestGuard } from './digest.ts'
import { domain, isInviteResponse, Leg, newTag } from './leg.ts'
import { addressOf, allHeaders, answerTo, header, longest, readMessage, tagOf, userOf, type SipMessage } from './message.ts'

const allow: readonly [string, string] = ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO']

export interface Exchange {
  /** `ws://127.0.0.1:port`. */
  readonly url: string
  /** Whether the agent's phone is registered now. */
  ready(): boolean
  /** Calls the agent; `id` is a UUID for the new leg. Null when the phone is not registered. */
  call(id: string, from: string, headers: readonly (readonly [string, string])[], sdp: string): Leg | null
  close(): Promise<void>
}

/**
 * The registrar and user agent of practice: SIP over WebSocket (RFC 7118) for one agent, on loopback alone. A connection that has not
 * registered with the password may ask for nothing but OPTIONS.
 * @param dialled an INVITE of the agent: who is called, the offer, and the leg to answer it by
 */
export async function startExchange(options: {
  agent: { user: string; password: string }
  readyChanged: (ready: boolean) => void
  dialled: (user: string, sdp: string, leg: Leg) => void
  log: Log
}): Promise<Exchange> {
  const { agent, log } = options
  const guard = digestGuard(domain, agent.user, agent.password, Date.now)
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    maxPayload: longest * 4,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
    // Pages of a browser on this computer can reach loopback too: only our own window may.
    verifyClient: ({ origin }: { origin?: string }) => origin === undefined || /^app:\/\/phone$/.test(origin),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const { port } = server.address() as AddressInfo
  const legs = new Map<string, Leg>()
  /** The phone's newest registration. */
  let bound: { socket: WebSocket; contact: string; until: number } | null = null

  const registered = (): boolean => bound !== null && bound.until > Date.now() && bound.socket.readyState === bound.socket.OPEN
  const bind = (next: typeof bound): void => {
    const before = registered()
    bound = next
    if (registered() !== before) options.readyChanged(registered())
  }
  const parts = {
    host: `127.0.0.1:${port}`,
    write(text: string): boolean {
      if (!bound || !registered()) return false
      bound.socket.send(text)
      return true
    },
    gone: (leg: Leg): void => void legs.delete(leg.sipCallId),
  }

  const register = (socket: WebSocket, request: SipMessage): void => {
    const respond = (status: number, headers: readonly (readonly [string, string])[] = []): void =>
      socket.send(answerTo(request, status, newTag(), { headers }))
    if (userOf(addressOf(header(request, 'to') ?? '')) !== agent.user) return respond(404)
    if (!guard.accepts(header(request, 'authorization'), 'REGISTER'))
      return respond(401, [['WWW-Authenticate', guard.challenge()]])
    const contact = allHeaders(request, 'contact').find((each) => each !== '*') ?? ''
    const asked = /;\s*expires\s*=\s*(\d{1,9})/i.exec(contact)?.[1] ?? header(request, 'expires') ?? '300'
    const expires = Math.min(3600, Number(asked) || 0)
    const uri = addressOf(contact)
    if (expires === 0 || uri === '') {
      respond(200)
      if (bound?.socket === socket) bind(null)
      return
    }
    respond(200, [['Contact', `<${uri}>;expires=${expires}`]])
    bind({ socket, contact: uri, until: Date.now() + expires * 1000 })
  }

  const onRequest = (socket: WebSocket, request: SipMessage): void => {
    if (request.method === 'REGISTER') return register(socket, request)
    if (request.method === 'OPTIONS' && tagOf(header(request, 'to')) === null)
      return socket.send(answerTo(request, 200, newTag(), { headers: [allow] }))
    if (bound?.socket !== socket) {
      if (request.method !== 'ACK') socket.send(answerTo(request, 403, newTag()))
      return
    }
    const known = legs.get(header(request, 'call-id') ?? '')
    if (known) return known.onRequest(request)
    if (request.method === 'ACK') return
    if (request.method !== 'INVITE') return socket.send(answerTo(request, 481, newTag()))
    if (tagOf(header(request, 'to')) !== null) return socket.send(answerTo(request, 481, newTag()))
    socket.send(answerTo(request, 100, ''))
    const leg = new Leg(header(request, 'call-id') ?? '', parts)
    leg.accept(request)
    legs.set(leg.sipCallId, leg)
    options.dialled(userOf(request.uri ?? ''), request.body, leg)
  }

  server.on('connection', (socket) => {
    socket.on('message', (data, binary) => {
      const text = binary ? '' : (data as Buffer).toString('utf8')
      // Keep-alive (RFC 5626 §3.5.1, RFC 7118 §6).
      if (/^(\r\n)+$/.test(text)) return socket.send('\r\n')
      const message = readMessage(text)
      if (message === null) return log('warn', 'practice.exchange.rubbish', { length: text.length })
      if (message.status === null) onRequest(socket, message)
      else if (isInviteResponse(message)) legs.get(header(message, 'call-id') ?? '')?.onInviteResponse(message)
    })
    socket.on('close', () => {
      if (bound?.socket === socket) bind(null)
    })
    socket.on('error', (error) => log('warn', 'practice.exchange.socket', { error }))
  })

  return {
    url: `ws://127.0.0.1:${port}`,
    ready: registered,
    call(id, from, headers, sdp) {
      if (!bound || !registered()) return null
      const leg = new Leg(`${randomBytes(12).toString('hex')}@${domain}`, parts, id)
      legs.set(leg.sipCallId, leg)
      leg.invite({ uri: bound.contact, aor: `sip:${agent.user}@${domain}` }, from, headers, sdp)
      return leg
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
}
