import type { Agent } from 'node:https'
import type { MailServer } from '#shared/contract/mail.ts'
import type { Found } from './discover.ts'
import { isServer } from './host.ts'
import { httpsFile } from './https-file.ts'

/** Bytes; real files have two or three thousand. */
const largest = 200_000

/**
 * The provider's autoconfig file (Mozilla's clientConfig 1.1 format) over https only; the domain is told, the address is not.
 * @param agent makes the connections, where not Node's own are wanted
 */
export async function fromAutoconfig(domain: string, address: string, signal: AbortSignal, agent?: Agent): Promise<Found[]> {
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ]
  const files = await Promise.all(places.map((place) => httpsFile(place, { signal, largest, agent })))
  for (const [index, xml] of files.entries()) {
    const found = xml === null ? null : readAutoconfig(xml, address)
    if (found) return [{ source: places[index] ?? 'autoconfig', trusted: true, ...found }]
  }
  return []
}

/**
 * Reads the first IMAP and SMTP server of a clientConfig file that encrypt and take a password; null when there are none. What type the
 * web server says the file has does not matter: many providers serve it as plain text.
 */
export function readAutoconfig(xml: string, address: string): { imap: MailServer; smtp: MailServer } | null {
  // A server that a comment took out is not offered.
  const said = xml.slice(0, largest).replaceAll(/<!--[^]*?(?:-->|$)/g, '')
  const imap = server(said, 'incomingServer', 'imap', address)
  const smtp = server(said, 'outgoingServer', 'smtp', address)
  return imap && smtp ? { imap, smtp } : null
}

/** Names of the format, old ones too, for signing in by user name and password. */
const byPassword = new Set(['password-cleartext', 'password-encrypted', 'plain', 'secure'])

function server(xml: string, element: string, type: string, address: string): MailServer | null {
  const blocks = xml.split(`<${element}`).slice(1)
  for (const block of blocks) {
    const [body, ...rest] = block.split(`</${element}>`)
    // Without its end the file is cut off, and what follows belongs to something else.
    if (body === undefined || rest.length === 0) continue
    if (!new RegExp(`^[^>]{0,200}type=["']${type}["']`).test(body)) continue
    // One repetition that ends where the next sign begins: whatever a domain sends is read in one go, spaces without end, too.
    const texts = (name: string): string[] =>
      [...body.matchAll(new RegExp(`<${name}>([^<]{1,1000})</${name}>`, 'g'))].map(([, said = '']) => said.trim())
    const text = (name: string): string => texts(name)[0] ?? ''
    const ways = texts('authentication')
    if (ways.length > 0 && !ways.some((way) => byPassword.has(way))) continue
    const security = { SSL: 'tls', STARTTLS: 'starttls' }[text('socketType')] as 'tls' | 'starttls' | undefined
    const place = { host: fill(text('hostname'), address).toLowerCase(), port: Number(text('port')) }
    if (security === undefined || !isServer(place)) continue
    return { ...place, security, user: fill(text('username') || '%EMAILADDRESS%', address) }
  }
  return null
}

const fill = (pattern: string, address: string): string => {
  const at = address.lastIndexOf('@')
  return pattern
    .replaceAll('%EMAILADDRESS%', () => address)
    .replaceAll('%EMAILLOCALPART%', () => address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', () => address.slice(at + 1))
    .slice(0, 320)
}
