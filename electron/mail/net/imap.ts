import { ImapFlow } from 'imapflow'
import type { MailAccount } from '#shared/contract/mail.ts'
import { raise } from '#shared/contract/result.ts'
import { trustAnchors } from './trust.ts'

export interface Access {
  readonly account: MailAccount
  readonly password: string
  readonly trustedCertificates: readonly string[]
}

/** `host:port` of a server, for the details of a problem. */
export const place = (server: { host: string; port: number }): string => `${server.host}:${server.port}`

/** Clear text is a setting a person had to allow; refused otherwise. */
export function refuseClearText(access: Access, security: 'tls' | 'starttls' | 'none'): void {
  if (security === 'none' && !access.account.allowInsecure) raise('bad_input', 'error.mail.insecure')
}

/**
 * A fresh IMAP connection, not yet begun (imapflow makes one connection per object). Its `error` has a listener already; whoever connects
 * listens to `close`.
 */
export function newImap(access: Access): ImapFlow {
  const { imap } = access.account
  refuseClearText(access, imap.security)
  const ca = trustAnchors(access.trustedCertificates)
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.security === 'tls',
    // Unset would go on in clear text when the server does not offer STARTTLS.
    ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
    auth: { user: imap.user, pass: access.password },
    logger: false,
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    clientInfo: { name: 'Courtesy' },
    qresync: true,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    // A silent line is asked after this time and given up after twice of it.
    socketTimeout: 75_000,
    maxIdleTime: 4 * 60_000,
    autoIdleDelay: 250,
    maxLiteralSize: 160 * 1024 * 1024,
    maxLineLength: 32 * 1024 * 1024,
    maxResponseSize: 256 * 1024 * 1024,
  })
  client.on('error', () => {
    // Comes besides the rejection or the `close` we handle; without a listener it would end the process.
  })
  return client
}

/**
 * Connects and logs in within 45 s in all, however slowly the server dribbles.
 * @throws what imapflow throws, or an error with code ETIMEDOUT
 */
export async function connectImap(client: ImapFlow): Promise<void> {
  await within(client, 45_000, client.connect())
}

/** Waits for a command; after `ms` the connection is closed (its state is unknown then) and an error with code ETIMEDOUT thrown. */
export async function within<T>(client: ImapFlow, ms: number, running: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no complete answer within ${ms / 1000} s`), { code: 'ETIMEDOUT' }))
      client.close()
    }, ms)
  })
  running.catch(() => {
    // When `late` wins, nobody else looks at this one.
  })
  try {
    return await Promise.race([running, late])
  } finally {
    clearTimeout(timer)
  }
}
