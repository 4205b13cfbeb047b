import { Resolver } from 'node:dns/promises'
import type { Found } from './discover.ts'
import { isServer } from './host.ts'

/**
 * SRV records of RFC 6186 (`_imaps`, `_imap`, `_submission`) and RFC 8314 (`_submissions`). A target of `.` says "not offered". Among
 * several the least priority counts (RFC 2782), then the greatest weight: what is chosen here is kept for years, so no dice.
 * @param resolver asks, where not the system's name servers are wanted
 */
export async function fromSrv(
  domain: string,
  address: string,
  signal: AbortSignal,
  resolver = new Resolver({ timeout: 3000, tries: 2 }),
): Promise<Found[]> {
  signal.addEventListener('abort', () => resolver.cancel(), { once: true })
  const ask = async (service: string): Promise<{ host: string; port: number } | null> => {
    try {
      const records = await resolver.resolveSrv(`${service}._tcp.${domain}`)
      const best = records
        // The root (`.`) comes as an empty name. One record that is none must not spoil what the other sources found.
        .map(({ name, ...record }) => ({ ...record, host: name.toLowerCase() }))
        .filter((record) => record.host !== '.' && isServer(record))
        .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)[0]
      return best ? { host: best.host, port: best.port } : null
    } catch {
      // No such record, or no answer: not offered this way.
      return null
    }
  }
  const [imaps, imap, submissions, submission] = await Promise.all(['_imaps', '_imap', '_submissions', '_submission'].map(ask))
  const incoming = imaps ? { ...imaps, security: 'tls' as const } : imap ? { ...imap, security: 'starttls' as const } : null
  const outgoing = submissions
    ? { ...submissions, security: 'tls' as const }
    : submission
      ? { ...submission, security: 'starttls' as const }
      : null
  if (!incoming || !outgoing) return []
  // DNS without DNSSEC can be forged: trusted only when it stays inside the domain (RFC 6186 §6).
  const trusted = [incoming, outgoing].every(({ host }) => host === domain || host.endsWith(`.${domain}`))
  return [{ source: 'srv', trusted, imap: { ...incoming, user: address }, smtp: { ...outgoing, user: address } }]
}
