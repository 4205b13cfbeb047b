import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import type { Found } from './discover.ts'

const answers = (host: string, port: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, signal })
    const end = (there: boolean): void => {
      socket.destroy()
      resolve(there)
    }
    socket.setTimeout(4000, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })

/** Common names (`imap.`, `mail.`, the domain itself) whose TLS ports take a connection; nothing is said to them. Never trusted. */
export async function fromGuesses(domain: string, address: string, signal: AbortSignal): Promise<Found[]> {
  const resolved = await Promise.all(
    [`imap.${domain}`, `smtp.${domain}`, `mail.${domain}`, domain].map(async (host) => ((await exists(host)) ? host : null)),
  )
  const open = async (port: number, ...hosts: (string | null | undefined)[]): Promise<string | null> => {
    for (const host of hosts) if (host && !signal.aborted && (await answers(host, port, signal))) return host
    return null
  }
  const [imapHost, smtpHost, mailHost, own] = resolved
  const imap = await open(993, imapHost, mailHost, own)
  if (imap === null) return []
  const smtps = await open(465, smtpHost, mailHost, imap, own)
  const submission = smtps === null ? await open(587, smtpHost, mailHost, imap, own) : null
  const smtp = smtps ?? submission
  if (smtp === null) return []
  return [
    {
      source: 'guess',
      trusted: false,
      imap: { host: imap, port: 993, security: 'tls', user: address },
      smtp: { host: smtp, port: smtps === null ? 587 : 465, security: smtps === null ? 'starttls' : 'tls', user: address },
    },
  ]
}

async function exists(host: string): Promise<boolean> {
  try {
    await Promise.race([
      lookup(host),
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 4000).unref()),
    ])
    return true
  } catch {
    // Unknown name, or no resolver: not offered this way.
    return false
  }
}
