import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Envelope } from '#shared/contract/mail-store.ts'
import { place, refuseClearText, type Access } from './imap.ts'
import { problemOf, type MailProblem } from './problem.ts'
import { trustAnchors } from './trust.ts'

/** What became of handing a letter over; `unknown` is honest: the end of the letter was written and no answer came (RFC 1047). */
export type Handover =
  | { readonly kind: 'accepted'; readonly response: string; readonly rejected: readonly { address: string; reason: string }[] }
  | { readonly kind: 'refused'; readonly problem: MailProblem; readonly rejected: readonly { address: string; reason: string }[] }
  | { readonly kind: 'later'; readonly problem: MailProblem }
  | { readonly kind: 'unknown'; readonly problem: MailProblem }

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly recipient?: string
  readonly rejectedErrors?: readonly SmtpError[]
}

/** An SMTP connection with the account's server; TLS from the start or STARTTLS required, never silently in clear text. */
function newSmtp(access: Access): SMTPConnection {
  const { smtp } = access.account
  refuseClearText(access, smtp.security)
  const ca = trustAnchors(access.trustedCertificates)
  return new SMTPConnection({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 75_000,
    dnsTimeout: 10_000,
  })
}

/** Runs one SMTP session: connect, log in, `act`; the connection is closed in any case. Rejects with the session's first error. */
export async function withSmtp<T>(
  access: Access,
  connected: () => void,
  act: (connection: SMTPConnection) => Promise<T>,
): Promise<T> {
  const connection = newSmtp(access)
  const broken = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' })))
  })
  broken.catch(() => {
    // Looked at in the races below, or after the end.
  })
  connection.on('error', () => {
    // Errors after the first one say nothing new.
  })
  const deadline = setTimeout(() => connection.close(), 10 * 60_000)
  try {
    await Promise.race([
      broken,
      new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve()))),
    ])
    connected()
    const { user } = access.account.smtp
    if (user !== '') {
      const login = new Promise<void>((resolve, reject) =>
        connection.login({ user, pass: access.password }, (error) => (error ? reject(error) : resolve())),
      )
      await Promise.race([broken, login])
    }
    return await Promise.race([broken, act(connection)])
  } finally {
    clearTimeout(deadline)
    connection.quit()
    setTimeout(() => connection.close(), 2000).unref()
  }
}

/**
 * Hands one letter to the server.
 * @param handedOver is awaited just before the end of DATA is written: until it has resolved, nobody can have got the letter.
 */
export async function handOver(
  access: Access,
  envelope: Envelope,
  wire: Uint8Array,
  handedOver: () => Promise<void>,
): Promise<Handover> {
  const where = place(access.account.smtp)
  let ended = false
  async function* letter(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < wire.byteLength; at += 65_536) yield wire.subarray(at, at + 65_536)
    await handedOver()
    ended = true
  }
  try {
    const info = await withSmtp(
      access,
      () => {},
      (connection) =>
        new Promise<{ response: string; rejectedErrors?: readonly SmtpError[] }>((resolve, reject) => {
          const message = Readable.from(letter(), { objectMode: false })
          connection.send(
            { from: envelope.from, to: [...envelope.to], size: wire.byteLength, use8BitMime: has8Bit(wire) },
            message,
            (error, sent) =>
              error ? reject(error) : resolve(sent as { response: string; rejectedErrors?: readonly SmtpError[] }),
          )
        }),
    )
    return { kind: 'accepted', response: info.response.slice(0, 1000), rejected: rejectedOf(info.rejectedErrors) }
  } catch (thrown) {
    const error = thrown as SmtpError
    const problem = problemOf(error, where)
    const permanent = (error.responseCode ?? 0) >= 500 && error.responseCode !== 503
    if (error.responseCode === undefined && ended)
      return { kind: 'unknown', problem: { ...problem, messageKey: 'error.mail.unknownOutcome' } }
    if (problem.kind === 'auth') return { kind: 'later', problem }
    const words = { ...problem, messageKey: permanent ? refusal(error) : problem.messageKey }
    if (permanent || (error.code === 'EENVELOPE' && error.responseCode === undefined))
      return { kind: 'refused', problem: words, rejected: rejectedOf(error.rejectedErrors) }
    if (error.code === 'EMESSAGE' && error.responseCode === undefined)
      return { kind: 'refused', problem: { ...problem, messageKey: 'error.mail.tooLarge' }, rejected: [] }
    if (error.responseCode !== undefined) return { kind: 'later', problem: { ...problem, messageKey: 'error.mail.notNow' } }
    return { kind: 'later', problem }
  }
}

function refusal(error: SmtpError): string {
  if (error.responseCode === 552 || error.responseCode === 534) return 'error.mail.tooLarge'
  return error.code === 'EENVELOPE' ? 'error.mail.recipientsRefused' : 'error.mail.letterRefused'
}

const rejectedOf = (errors: readonly SmtpError[] | undefined): { address: string; reason: string }[] =>
  (errors ?? []).map((error) => ({
    address: error.recipient ?? '',
    reason: (error.response ?? error.message).replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 300),
  }))

const has8Bit = (bytes: Uint8Array): boolean => bytes.some((byte) => byte > 0x7f)
