import { createHash, randomBytes } from 'node:crypto'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const lifetimeMs = 5 * 60_000

/** Digest authentication of one user (RFC 3261 §22, RFC 2617 with qop=auth); nonces are ours, live five minutes and count upwards. */
export function digestGuard(realm: string, user: string, password: string, now: () => number) {
  const nonces = new Map<string, { until: number; count: number }>()
  return {
    /** Value of WWW-Authenticate. */
    challenge(): string {
      for (const [nonce, { until }] of nonces) if (until < now()) nonces.delete(nonce)
      const nonce = randomBytes(16).toString('hex')
      nonces.set(nonce, { until: now() + lifetimeMs, count: 0 })
      return `Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`
    },
    /** Whether an Authorization value proves the password for this request. */
    accepts(authorization: string | null, method: string): boolean {
      const given = readDigest(authorization ?? '')
      const issued = nonces.get(given['nonce'] ?? '')
      if (!issued || issued.until < now() || given['realm'] !== realm || given['username'] !== user || given['qop'] !== 'auth')
        return false
      const count = Number.parseInt(given['nc'] ?? '', 16)
      if (!(count > issued.count)) return false
      const first = md5(`${user}:${realm}:${password}`)
      const second = md5(`${method}:${given['uri'] ?? ''}`)
      const wanted = md5([first, given['nonce'], given['nc'], given['cnonce'], given['qop'], second].join(':'))
      if (wanted !== given['response']) return false
      issued.count = count
      return true
    },
  }
}

/** The parameters of a Digest header, quotes taken off. Total. */
export function readDigest(value: string): Record<string, string> {
  const given: Record<string, string> = {}
  if (!/^Digest\s/i.test(value)) return given
  for (const [, name = '', quoted, bare] of value.slice(7).matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/gi))
    given[name.toLowerCase()] = quoted ?? bare ?? ''
  return given
}
