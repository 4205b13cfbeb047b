import type { MailServer } from '#shared/contract/mail.ts'
import type { Found } from './discover.ts'

const largest = 200_000

/** The provider's autoconfig file (Mozilla's clientConfig 1.1 format) over https only; the domain is told, the address is not. */
export async function fromAutoconfig(domain: string, address: string, signal: AbortSignal): Promise<Found[]> {
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ]
  const files = await Promise.all(places.map((place) => load(place, signal)))
  for (const [index, xml] of files.entries()) {
    const found = xml === null ? null : readAutoconfig(xml, address)
    if (found) return [{ source: places[index] ?? 'autoconfig', trusted: true, ...found }]
  }
  return []
}

async function load(place: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(place, {
      signal,
      redirect: 'follow',
      credentials: 'omit',
      headers: { accept: 'text/xml, application/xml' },
    })
    if (!response.ok || !response.url.startsWith('https:') || Number(response.headers.get('content-length') ?? 0) > largest)
      return null
    const text = await response.text()
    return text.length > largest ? null : text
  } catch {
    // Not there, not reachable, refused certificate: not offered this way.
    return null
  }
}

/** Reads the first IMAP and SMTP server of a clientConfig file that encrypt and take a password; null when there are none. */
export function readAutoconfig(xml: string, address: string): { imap: MailServer; smtp: MailServer } | null {
  const imap = server(xml, 'incomingServer', 'imap', address)
  const smtp = server(xml, 'outgoingServer', 'smtp', address)
  return imap && smtp ? { imap, smtp } : null
}

function server(xml: string, element: string, type: string, address: string): MailServer | null {
  const blocks = xml.slice(0, largest).split(`<${element}`).slice(1)
  for (const block of blocks) {
    const body = block.split(`</${element}>`)[0] ?? ''
    if (!new RegExp(`^[^>]{0,200}type="${type}"`).test(body)) continue
    const text = (name: string): string => new RegExp(`<${name}>\\s*([^<]{1,300}?)\\s*</${name}>`).exec(body)?.[1] ?? ''
    const port = Number(text('port'))
    const security = { SSL: 'tls', STARTTLS: 'starttls' }[text('socketType')] as 'tls' | 'starttls' | undefined
    const host = text('hostname')
    if (security === undefined || !/^[a-z0-9.-]{1,253}$/i.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535)
      continue
    return { host, port, security, user: fill(text('username') || '%EMAILADDRESS%', address) }
  }
  return null
}

const fill = (pattern: string, address: string): string => {
  const at = address.lastIndexOf('@')
  return pattern
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1))
    .slice(0, 320)
}
