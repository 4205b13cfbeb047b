/** Why a server could not be used, in words for people (`messageKey`) and for the details fold (`detail`, no secrets). */
export interface MailProblem {
  readonly messageKey: string
  readonly detail: string | null
  /** `auth`: asking again with the same password only locks the account. `certificate`, `setup`: a person has to change something. */
  readonly kind: 'auth' | 'certificate' | 'setup' | 'network' | 'protocol'
}

/** What libraries hang on their errors (imapflow 2.10, nodemailer 10.6, Node). */
interface Loose {
  readonly message?: string
  readonly code?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly responseText?: string
  readonly response?: unknown
  readonly responseCode?: number
  readonly command?: string
  readonly reason?: string
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
}

const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)/
const rubbish =
  /^(?:EPROTOCOL|UnexpectedTag|MissingTag|InvalidResponse|ParserError|MAX_IMAP_NESTING_REACHED|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooManyTokens|TooManyResponses|ERR_SSL_|EPROTO$|STARTTLS_INJECTION)/

/** Says in plain words what went wrong. `where` is `host:port`. */
export function problemOf(thrown: unknown, where: string): MailProblem {
  const error = innermost(thrown)
  const code = error.code ?? ''
  const detail = `${where}${code === '' ? '' : ` ${code}`}${oneLine(error)}`
  const made = (messageKey: string, kind: MailProblem['kind']): MailProblem => ({
    messageKey: `error.mail.${messageKey}`,
    detail,
    kind,
  })
  if (error.authenticationFailed === true || code === 'EAUTH' || error.serverResponseCode === 'AUTHENTICATIONFAILED') {
    const temporary = error.serverResponseCode === 'UNAVAILABLE' || (error.responseCode ?? 535) < 500
    return temporary ? made('serverBusy', 'network') : made('wrongPassword', 'auth')
  }
  if (certificateCodes.test(code))
    return made(
      code === 'CERT_HAS_EXPIRED'
        ? 'certificateExpired'
        : code.includes('ALTNAME') || code.includes('HOSTNAME')
          ? 'certificateName'
          : 'certificate',
      'certificate',
    )
  if (code === 'ENOTFOUND' || code === 'EDNS' || code === 'EAI_NONAME') return made('unknownHost', 'network')
  if (code === 'EAI_AGAIN') return made('noNetwork', 'network')
  if (code === 'ECONNREFUSED') return made('closedPort', 'network')
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ENETDOWN') return made('noNetwork', 'network')
  if (/^(?:ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)$/i.test(code)) return made('noAnswer', 'network')
  if (
    code === 'EREQUIRETLS' ||
    /STARTTLS|requireTLS/i.test(error.message ?? '') ||
    (code === 'ETLS' && /not (?:supported|available|offered)/i.test(error.message ?? ''))
  )
    return made('noEncryption', 'setup')
  if (rubbish.test(code)) return made('notMailServer', 'protocol')
  if (code === 'ETHROTTLE') return made('serverBusy', 'network')
  if (/wrong version number|packet length too long|http request/i.test(error.message ?? ''))
    return made('notMailServer', 'protocol')
  if (code === 'ClosedAfterConnectTLS' || code === 'ClosedAfterConnectText') return made('closedAtOnce', 'network')
  return made('connectionLost', 'network')
}

/** Node hangs the true reason on `cause`, on `errors` (happy eyeballs) or under the library's own code. */
function innermost(thrown: unknown): Loose {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }) as Loose
  const inner = [error.cause, ...(error.errors ?? [])].find(
    (candidate): candidate is Loose => typeof candidate === 'object' && candidate !== null && 'code' in candidate,
  )
  if (inner && (error.code === undefined || /^(?:ESOCKET|ECONNECTION|EConnectionClosed|NoConnection|ETLS)$/.test(error.code)))
    return innermost(inner)
  if (error.code === 'ESOCKET' || error.code === 'ECONNECTION' || error.code === 'ETLS') {
    const named =
      /\b(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|ERR_TLS_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|CERT_HAS_EXPIRED)\b/.exec(
        error.message ?? '',
      )
    if (named?.[1] !== undefined) return { ...error, message: error.message ?? '', code: named[1] }
    if (/self.signed certificate/i.test(error.message ?? '')) return { ...error, code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
  }
  return error
}

function oneLine(error: Loose): string {
  const said = error.responseText ?? (typeof error.response === 'string' ? error.response : undefined) ?? error.message ?? ''
  const short = said
    .slice(0, 500)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/[^\s<>@]+@[^\s<>@]+/g, '…')
    .trim()
    .slice(0, 200)
  return short === '' ? '' : `: ${short}`
}
