/** One SIP message (RFC 3261 §7) as an exchange needs it: header names in lower case and long form, values as they came. */
export interface SipMessage {
  readonly method: string | null
  /** Request-URI; null in responses. */
  readonly uri: string | null
  /** Status code; null in requests. */
  readonly status: number | null
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  k: 'supported',
  e: 'content-encoding',
  s: 'subject',
}

/** Longest message read; the phone's own guard has the same bound. UTF-16 units. */
export const longest = 128 * 1024

/** Reads one message, or null for anything that is none. Total: any text gives an answer. */
export function readMessage(text: string): SipMessage | null {
  if (text.length > longest) return null
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first = '', ...lines] = text.slice(0, end).split(/\r\n(?![ \t])/)
  const request = /^([A-Z]{1,20}) (\S{1,500}) SIP\/2\.0$/.exec(first)
  const response = /^SIP\/2\.0 ([1-6]\d\d)(?: |$)/.exec(first)
  if (!request && !response) return null
  const headers: [string, string][] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) return null
    const name = line.slice(0, colon).trim().toLowerCase()
    headers.push([
      longNames[name] ?? name,
      line
        .slice(colon + 1)
        .replaceAll(/\s*\r\n[ \t]+/g, ' ')
        .trim(),
    ])
  }
  const message: SipMessage = {
    method: request?.[1] ?? null,
    uri: request?.[2] ?? null,
    status: response ? Number(response[1]) : null,
    headers,
    body: text.slice(end + 4),
  }
  const needed = ['via', 'from', 'to', 'call-id', 'cseq']
  return needed.every((name) => header(message, name) !== null) && cseqOf(message) !== null ? message : null
}

/** The first value of a header; `name` in lower case. */
export function header(message: SipMessage, name: string): string | null {
  return message.headers.find(([each]) => each === name)?.[1] ?? null
}

/** Every value, one a header line (a comma may still join several). */
export function allHeaders(message: SipMessage, name: string): string[] {
  return message.headers.filter(([each]) => each === name).map(([, value]) => value)
}

export function cseqOf(message: SipMessage): { number: number; method: string } | null {
  const found = /^(\d{1,10})\s+([A-Z]+)$/.exec(header(message, 'cseq') ?? '')
  return found ? { number: Number(found[1]), method: found[2] ?? '' } : null
}

/** The tag of a From or To value. */
export const tagOf = (value: string | null): string | null => /;\s*tag=([^;\s>]+)/i.exec(afterAddress(value ?? ''))?.[1] ?? null

/** The branch of the topmost Via (RFC 3261 §17.1.3). */
export const branchOf = (message: SipMessage): string | null =>
  /;\s*branch=([^;,\s]+)/i.exec(header(message, 'via')?.split(',')[0] ?? '')?.[1] ?? null

/** The address inside a name-addr or addr-spec (RFC 3261 §20.10). */
export function addressOf(value: string): string {
  const angle = /<([^<>]*)>/.exec(value)
  return (angle?.[1] ?? value.split(';')[0] ?? '').trim()
}

/** User part of a sip: address, decoded; '' when there is none. */
export function userOf(uri: string): string {
  const user = /^sips?:([^@;?]+)@/i.exec(uri)?.[1] ?? ''
  try {
    return decodeURIComponent(user)
  } catch {
    return user
  }
}

const afterAddress = (value: string): string => (value.includes('>') ? value.slice(value.lastIndexOf('>') + 1) : value)

/** Writes a message; Content-Length counts bytes (RFC 3261 §20.14). */
export function writeMessage(first: string, headers: readonly (readonly [string, string])[], body = ''): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return [first, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
}

const reasons: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  500: 'Server Internal Error',
  603: 'Decline',
}

/**
 * The response to a request (RFC 3261 §8.2.6): Via, From, To, Call-ID and CSeq are the request's own.
 * @param tag our tag, put on To when the request had none
 */
export function answerTo(
  request: SipMessage,
  status: number,
  tag: string,
  more: { headers?: readonly (readonly [string, string])[]; sdp?: string } = {},
): string {
  const to = header(request, 'to') ?? ''
  const copied: [string, string][] = [
    ...allHeaders(request, 'via').map((value): [string, string] => ['Via', value]),
    ['From', header(request, 'from') ?? ''],
    ['To', tagOf(to) === null && status > 100 ? `${to};tag=${tag}` : to],
    ['Call-ID', header(request, 'call-id') ?? ''],
    ['CSeq', header(request, 'cseq') ?? ''],
  ]
  const typed: [string, string][] = more.sdp === undefined ? [] : [['Content-Type', 'application/sdp']]
  return writeMessage(
    `SIP/2.0 ${status} ${reasons[status] ?? 'Status'}`,
    [...copied, ...(more.headers ?? []), ...typed],
    more.sdp,
  )
}
