import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { servedFile } from './served-file.ts'

/** Must run before `ready`. No bypassCSP, no corsEnabled, no service workers. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}

/** Answers requests of one host of `app:`; null means not found. */
export type HostHandler = (url: string) => Promise<Response | null> | Response | null

/**
 * Serves `app://<host>/…` on one session. Other methods than GET, other hosts and everything a handler does not know are 404.
 * `app:` and `data:` are all that this session may load at all: see `lock-session.ts`.
 */
export function serveApp(session: Session, hosts: Readonly<Record<string, HostHandler>>): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return notFound()
    const host = hostOf(request.url)
    const handler = host !== null && Object.hasOwn(hosts, host) ? hosts[host] : undefined
    return (await handler?.(request.url)) ?? notFound()
  })
}

const hostOf = (url: string): string | null => {
  try {
    return new URL(url).host
  } catch {
    return null
  }
}

const notFound = (): Response =>
  new Response('not found', { status: 404, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } })

/** Files of the built windows. Pages get the policy as a header, with a fresh nonce that also replaces `__CSP_NONCE__` in them. */
export function fileHost(root: string, host: string, policy: (nonce: string) => string): HostHandler {
  return async (url) => {
    const served = servedFile(root, url, host)
    if (served === null) return null
    let bytes: Buffer
    try {
      bytes = await readFile(served.file)
    } catch {
      return null
    }
    const headers: Record<string, string> = {
      'content-type': served.type,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    }
    if (!served.type.startsWith('text/html')) return new Response(new Uint8Array(bytes), { headers })
    const nonce = randomBytes(16).toString('base64')
    headers['content-security-policy'] = policy(nonce)
    headers['cache-control'] = 'no-store'
    return new Response(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { headers })
  }
}
