import type { Registration } from '#shared/domain/line.ts'
import type { ConnectError } from './transport.ts'

export type Problem = NonNullable<Registration['problem']>

/** Chromium's network errors (net/base/net_error_list.h) as main overhears them, or `HTTP_404` when a web server answered: the page itself is told nothing but "1006". */
const byNetError: readonly [RegExp, string, string][] = [
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|DNS_|ICANN/, 'network', 'error.line.unknownHost'],
  [/CONNECTION_REFUSED/, 'network', 'error.line.closedPort'],
  [/CERT_|SSL_|BAD_SSL/, 'certificate', 'error.line.certificate'],
  [/INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE|NETWORK_ACCESS/, 'network', 'error.line.offline'],
  [/TIMED_OUT/, 'timeout', 'error.line.timeout'],
  [/INVALID_RESPONSE|INVALID_HTTP|RESPONSE_|EMPTY_RESPONSE|UNEXPECTED|WS_|HTTP_/, 'protocol', 'error.line.notSip'],
]

/**
 * Why no connection came about, in plain words. Speaks of the first server, the one that is meant to work.
 * @param netError what is known of a server's failure ("net::ERR_…"), undefined when nothing is
 * @param online what the computer says of its network
 */
export function connectProblem(
  failures: ConnectError['failures'],
  netError: (server: string) => string | undefined,
  online: boolean,
): Problem {
  const first = failures[0]
  if (!first) return problem('network', 'error.line.unreachable', {}, undefined)
  const params = { server: shownServer(first.server) }
  if (first.why === 'bad_address' || !/^wss?:/i.test(first.server))
    return problem('bad_input', 'error.line.badServer', params, undefined)
  const error = netError(first.server)
  const known = byNetError.find(([pattern]) => error !== undefined && pattern.test(error))
  if (known) return problem(known[1], known[2], params, error)
  if (first.why === 'timeout') return problem('timeout', 'error.line.timeout', params, error)
  return problem('network', online ? 'error.line.unreachable' : 'error.line.offline', params, error)
}

/** What an answer to REGISTER means when it is no 200 (RFC 3261 §10.3, §21). `permanent`: trying again soon is of no use. */
export function registerProblem(status: number, digestUnknown: boolean): { problem: Problem; permanent: boolean } {
  const detail = `REGISTER ${status}`
  const params = { status }
  const permanent = (kind: string, key: string) => ({ problem: problem(kind, key, params, detail), permanent: true })
  if ((status === 401 || status === 407) && digestUnknown) return permanent('protocol', 'error.line.digestUnknown')
  if (status === 401 || status === 407) return permanent('auth', 'error.line.wrongPassword')
  if (status === 403 || status === 603) return permanent('denied', 'error.line.refused')
  if (status === 404 || status === 410 || status === 604) return permanent('not_found', 'error.line.unknownUser')
  if (status >= 300 && status < 500 && status !== 408) return permanent('protocol', 'error.line.rejected')
  return { problem: problem('unavailable', 'error.line.trouble', params, detail), permanent: false }
}

/** Connected, but REGISTER or OPTIONS stays without an answer; `rubbish` when what came was no SIP. */
export function silenceProblem(server: string | null, rubbish: boolean): Problem {
  return problem(
    rubbish ? 'protocol' : 'timeout',
    rubbish ? 'error.line.notSip' : 'error.line.silent',
    { server: shownServer(server ?? '') },
    undefined,
  )
}

/** The connection was there and broke. */
export const lostProblem = (server: string | null): Problem =>
  problem('network', 'error.line.lost', { server: shownServer(server ?? '') }, undefined)

export function problem(
  kind: string,
  messageKey: string,
  params: Record<string, string | number>,
  detail: string | undefined,
): Problem {
  const retryable = kind !== 'bad_input'
  return detail === undefined ? { kind, messageKey, params, retryable } : { kind, messageKey, params, detail, retryable }
}

/** An address without credentials and query: `wss://host:port`. */
export function shownServer(server: string): string {
  try {
    const url = new URL(server)
    return `${url.protocol}//${url.host}`
  } catch {
    return server.replace(/\/\/[^/]*@/, '//').slice(0, 100)
  }
}
