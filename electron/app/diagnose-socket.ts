import { randomBytes } from 'node:crypto'
import { request as overTcp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as overTls } from 'node:https'

/** How long a look takes at most; milliseconds. */
const patience = 4_000

/**
 * Why a WebSocket could not be opened, found out by trying the same from main. The page is told nothing but "1006", and with our lock on
 * the session (`webRequest`) Chromium reports `net::ERR_FAILED` for every cause (tried with Electron 33).
 * @returns a name as Chromium would use it (`net::ERR_NAME_NOT_RESOLVED`, `net::ERR_CERT_INVALID`, …) or `HTTP_404`; null when nothing is wrong from here
 */
export function diagnoseSocket(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const target = readUrl(url)
    if (!target) return resolve(null)
    const secure = target.protocol === 'wss:'
    // Nothing is sent but the handshake, so a bad certificate may be looked at; Chromium alone decides whether it is trusted.
    const options: RequestOptions & { rejectUnauthorized: boolean } = {
      host: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port || (secure ? 443 : 80),
      path: `${target.pathname}${target.search}`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': 'sip',
      },
      rejectUnauthorized: false,
      agent: false,
    }
    const request = secure ? overTls(options) : overTcp(options)
    const finish = (error: string | null): void => {
      clearTimeout(timer)
      request.destroy()
      resolve(error)
    }
    const timer = setTimeout(() => finish('net::ERR_TIMED_OUT'), patience)
    request.on('upgrade', (response: IncomingMessage) => {
      const speaksSip = response.headers['sec-websocket-protocol'] === 'sip'
      finish(!speaksSip ? 'WS_NO_SIP' : secure ? 'net::ERR_CERT_INVALID' : null)
    })
    request.on('response', (response) => finish(`HTTP_${response.statusCode}`))
    request.on('error', (error: NodeJS.ErrnoException) => finish(nameOf(error.code ?? '')))
    request.end()
  })
}

function readUrl(url: string): URL | null {
  try {
    const read = new URL(url)
    return read.protocol === 'ws:' || read.protocol === 'wss:' ? read : null
  } catch {
    return null
  }
}

function nameOf(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return 'net::ERR_NAME_NOT_RESOLVED'
  if (code === 'ECONNREFUSED') return 'net::ERR_CONNECTION_REFUSED'
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'ENETDOWN') return 'net::ERR_ADDRESS_UNREACHABLE'
  if (code === 'ETIMEDOUT') return 'net::ERR_TIMED_OUT'
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'net::ERR_SSL_PROTOCOL_ERROR'
  return 'net::ERR_INVALID_HTTP_RESPONSE'
}

/** Looks at each failed address at most once at a time and not more often than every two seconds; tells what it found. */
export function socketDoctor(
  found: (url: string, error: string) => void,
  now: () => number = Date.now,
): (url: string) => Promise<void> {
  const last = new Map<string, number>()
  return async (url) => {
    if (now() - (last.get(url) ?? -Infinity) < 2_000) return
    if (last.size > 50) last.clear()
    last.set(url, now())
    const error = await diagnoseSocket(url)
    if (error !== null) found(url, error)
  }
}
