import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { protocol, type Session } from 'electron'
import { recordingScheme } from './recording-protocol.ts'
import { servedFile } from './served-file.ts'

/** Must run before `ready`. No bypassCSP, no corsEnabled, no service workers. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
    { scheme: recordingScheme, privileges: { standard: true, secure: true, stream: true } },
  ])
}

/** What a host answers: always a whole body with status 200. */
export interface Served {
  readonly bytes: Buffer
  /** With `content-type`; names in small letters. */
  readonly headers: Readonly<Record<string, string>>
}

/** Answers requests of one host of `app:`; null means not found. */
export type HostHandler = (url: string) => Promise<Served | null> | Served | null

/**
 * Serves `app://<host>/…` on one session. Other methods than GET, other hosts and everything a handler does not know are 404.
 * `app:` and `data:` are all that this session may load at all: see `lock-session.ts`.
 *
 * `protocol.handle` makes main load the whole of fetch before the first byte of the first page (measured: a fifth of a second of main's
 * thread) and pipes each body through web streams; the older call takes the bytes as they are. Where an Electron no longer has it, the
 * newer one serves the same.
 */
export function serveApp(session: Session, hosts: Readonly<Record<string, HostHandler>>): void {
  const answer = async (method: string, url: string): Promise<Served | null> => {
    const host = method === 'GET' ? hostOf(url) : null
    const handler = host !== null && Object.hasOwn(hosts, host) ? hosts[host] : undefined
    return (await handler?.(url)) ?? null
  }
  const { protocol: own } = session
  if (typeof own.registerBufferProtocol !== 'function') {
    own.handle('app', async ({ method, url }) => {
      const served = await answer(method, url)
      const { bytes, headers } = served ?? notFound
      return new Response(new Uint8Array(bytes), { status: served ? 200 : 404, headers })
    })
    return
  }
  own.registerBufferProtocol('app', ({ method, url }, done) => {
    const give = (served: Served | null): void => {
      const { bytes, headers } = served ?? notFound
      const [mimeType = '', charset = ''] = (headers['content-type'] ?? '').split('; charset=')
      done({ statusCode: served ? 200 : 404, mimeType, charset, headers: { ...headers }, data: bytes })
    }
    answer(method, url).then(give, () => give(null))
  })
}

const hostOf = (url: string): string | null => {
  try {
    return new URL(url).host
  } catch {
    return null
  }
}

const notFound: Served = {
  bytes: Buffer.from('not found'),
  headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
}

/**
 * Files of the built windows. Pages get the policy as a header, with a fresh nonce that also replaces `__CSP_NONCE__` in them.
 * @param first what stands in place of `__FIRST__`, as JSON: what the page is to draw before it has asked anything
 */
export function fileHost(
  root: string,
  host: string,
  policy: (nonce: string) => string,
  first: () => unknown = () => null,
): HostHandler {
  return (url) => {
    const served = servedFile(root, url, host)
    if (served === null) return null
    let bytes: Buffer
    try {
      // At once: a file of the program takes a moment, four trips through this thread's queue take longer.
      bytes = readFileSync(served.file)
    } catch {
      return null
    }
    const headers: Record<string, string> = {
      'content-type': served.type,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    }
    if (!served.type.startsWith('text/html')) return { bytes, headers }
    const nonce = randomBytes(16).toString('base64')
    headers['content-security-policy'] = policy(nonce)
    headers['cache-control'] = 'no-store'
    const page = bytes
      .toString('utf8')
      .replaceAll('__CSP_NONCE__', nonce)
      .replace('__FIRST__', () => asData(first()))
    return { bytes: Buffer.from(page), headers }
  }
}

/** JSON that cannot end the element it stands in, whatever is in it (HTML §4.12.1.3, restrictions for contents of script elements). */
const asData = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
