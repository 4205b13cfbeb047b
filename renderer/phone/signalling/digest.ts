import { Core } from 'sip.js'
import { sha256 } from './sha256.ts'

/** What a challenge says, as SIP.js' grammar reads it. */
interface Challenge {
  readonly algorithm?: string
  readonly realm?: string
  readonly nonce?: string
  readonly opaque?: string
  readonly qop?: string | readonly string[]
}

/** Algorithms that {@link AnyDigest} answers, in lower case. */
export const knownDigests: ReadonlySet<string> = new Set(['md5', 'sha-256'])

/** Trap: SIP.js answers MD5 only; exchanges that keep to RFC 8760 ask for SHA-256. */
export class AnyDigest extends Core.DigestAuthentication {
  readonly #user: string
  readonly #password: string
  #answer: string | null = null

  constructor(loggerFactory: Core.LoggerFactory, user: string, password: string) {
    super(loggerFactory, undefined, user, password)
    this.#user = user
    this.#password = password
  }

  override authenticate(request: Core.OutgoingRequestMessage, challenge: unknown, body?: string): boolean {
    const { algorithm = 'MD5', nonce, opaque, qop, realm } = challenge as Challenge
    this.#answer = null
    if (algorithm.toLowerCase() !== 'sha-256') return super.authenticate(request, challenge as never, body)
    if (realm === undefined || nonce === undefined) return false
    const offered = qop === undefined ? [] : typeof qop === 'string' ? qop.split(',').map((one) => one.trim()) : qop
    if (offered.length > 0 && !offered.includes('auth')) return false
    const uri = String(request.ruri)
    const secret = sha256(`${this.#user}:${realm}:${this.#password}`)
    const asked = sha256(`${request.method}:${uri}`)
    const fields = [`algorithm=SHA-256`, `username="${this.#user}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`]
    if (opaque !== undefined) fields.push(`opaque="${opaque}"`)
    if (offered.length === 0) fields.push(`response="${sha256(`${secret}:${nonce}:${asked}`)}"`)
    else {
      // Each request asks for a challenge anew, so that its nonce is used for the first time.
      const cnonce = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
      const response = sha256(`${secret}:${nonce}:00000001:${cnonce}:auth:${asked}`)
      fields.push(`response="${response}"`, 'qop=auth', `cnonce="${cnonce}"`, 'nc=00000001')
    }
    this.#answer = `Digest ${fields.join(', ')}`
    return true
  }

  override toString(): string {
    return this.#answer ?? super.toString()
  }
}
