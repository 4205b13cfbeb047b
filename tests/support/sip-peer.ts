import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** One SIP request as the peer read it. */
export interface SipRequest {
  readonly method: string
  readonly uri: string
  readonly raw: string
  readonly body: string
  header(name: string): string | undefined
  headers(name: string): string[]
}

/** What a scripted exchange does with a request; `reply` fills Via, From, To (with a tag), Call-ID and CSeq from it. */
export type Script = (
  request: SipRequest,
  reply: (status: string, headers?: readonly string[], body?: string) => void,
  socket: WebSocket,
) => void

export interface SipPeer {
  readonly url: string
  /** Everything received that was a request, in order. */
  readonly requests: SipRequest[]
  readonly connections: () => number
  /** Sends text to the newest connection as it is. */
  send(text: string): void
  /** Hears what the other side answers to requests that were sent to it. */
  onResponse(hear: (text: string) => void): void
  /** Breaks all connections without a closing handshake. */
  cut(): void
  close(): Promise<void>
}

/**
 * A SIP-over-WebSocket server on loopback (RFC 7118) that behaves as its script says, well or badly.
 * @param tls key and certificate for `wss:`
 */
export async function sipPeer(script: Script, tls?: { key: Buffer; cert: Buffer }): Promise<SipPeer> {
  const web = tls ? createTlsServer(tls) : createServer()
  const server = new WebSocketServer({ server: web, handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false) })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<WebSocket>()
  const requests: SipRequest[] = []
  let newest: WebSocket | undefined
  let total = 0
  let hear: (text: string) => void = () => {}
  server.on('connection', (socket) => {
    total++
    newest = socket
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
    socket.on('message', (data: Buffer) => {
      const request = readRequest(data.toString())
      if (!request && data.toString().startsWith('SIP/2.0')) hear(data.toString())
      if (!request) return
      requests.push(request)
      script(request, (status, headers = [], body = '') => socket.send(answer(request, status, headers, body)), socket)
    })
  })
  return {
    url: `${tls ? 'wss' : 'ws'}://127.0.0.1:${(web.address() as AddressInfo).port}`,
    requests,
    connections: () => total,
    send: (text) => newest?.send(text),
    onResponse: (next) => (hear = next),
    cut: () => sockets.forEach((one) => one.terminate()),
    close: () =>
      new Promise((resolve) => {
        sockets.forEach((one) => one.terminate())
        server.close()
        web.close(() => resolve())
      }),
  }
}

/** Reads a request; null for responses, pings and what is no SIP. */
export function readRequest(raw: string): SipRequest | null {
  const first = /^([A-Z]+) (\S+) SIP\/2\.0\r\n/.exec(raw)
  if (!first?.[1] || !first[2]) return null
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const lines = head.split('\r\n').slice(1)
  const headers = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(line.indexOf(':') + 1).trim())
  return { method: first[1], uri: first[2], raw, body: rest.join('\r\n\r\n'), headers, header: (name) => headers(name)[0] }
}

function answer(request: SipRequest, status: string, more: readonly string[], body: string): string {
  const to = request.header('To') ?? ''
  const lines = [
    `SIP/2.0 ${status}`,
    ...request.headers('Via').map((one) => `Via: ${one}`),
    `From: ${request.header('From')}`,
    `To: ${/;tag=/.test(to) ? to : `${to};tag=peer`}`,
    `Call-ID: ${request.header('Call-ID')}`,
    `CSeq: ${request.header('CSeq')}`,
    ...more,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** The script of an exchange that takes every registration and answers OPTIONS. */
export const friendly: Script = (request, reply) => {
  if (request.method === 'REGISTER') reply('200 OK', [`Contact: ${request.header('Contact')}`])
  else if (request.method === 'OPTIONS') reply('200 OK')
}
