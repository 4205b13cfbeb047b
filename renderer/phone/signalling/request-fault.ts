import { allowHeader, allowedMethods, knownExtensions } from './methods.ts'
import { valuesOf, type SipRequestHead } from './sip-head.ts'

/** What a request is refused with. */
export interface Fault {
  readonly status: string
  readonly headers: readonly string[]
}

/** Bounds; UTF-16 units for heads, bytes for messages. Real heads have two or three thousand. */
export const requestLimits = { head: 32_768, fields: 200, message: 10_240 } as const

/** Fields that stand once (RFC 3261 §20, RFC 3515 §2.1, RFC 4028 §4); SIP.js would take the last one, others on the way the first. */
const single = [
  ...['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type'],
  ...['refer-to', 'session-expires', 'expires'],
] as const

const bad = (why: string): Fault => ({ status: `400 ${why}`, headers: [] })
const bytes = (text: string): number => new TextEncoder().encode(text).length

/**
 * What RFC 3261 §8.2 owes the sender of a request that cannot be served, before SIP.js sees it: SIP.js checks little of this, and throws
 * where it stumbles. Total; null: nothing is wrong so far.
 */
export function requestFault(head: SipRequestHead): Fault | null {
  return malformed(head) ?? unsupported(head) ?? unreadable(head)
}

function malformed(head: SipRequestHead): Fault | null {
  if (head.version !== 'SIP/2.0') return { status: '505 Version Not Supported', headers: [] }
  if (head.headLength > requestLimits.head || head.fields.length > requestLimits.fields)
    return { status: '513 Message Too Large', headers: [] }
  for (const name of ['from', 'to', 'call-id', 'cseq']) if (valuesOf(head, name).length === 0) return bad(`Missing ${name}`)
  for (const name of single) if (valuesOf(head, name).length > 1) return bad(`Doubled ${name}`)
  const [cseq = '', from = '', to = '', via = ''] = ['cseq', 'from', 'to', 'via'].map((name) => valuesOf(head, name)[0])
  const [, number, method] = /^(\d{1,10})\s+(\S+)$/.exec(cseq) ?? []
  if (number === undefined || Number(number) >= 2 ** 31 || method !== head.method) return bad('Bad CSeq')
  if (!isAddress(from) || !/;\s*tag\s*=\s*[^\s;]/i.test(from)) return bad('Bad From')
  if (!isAddress(to)) return bad('Bad To')
  if (!/^SIP\s*\/\s*2\.0\s*\/\s*[\w-]+\s+[\w.:[\]-]+/i.test(via)) return bad('Bad Via')
  const [hops = '70'] = valuesOf(head, 'max-forwards')
  if (!/^\d{1,3}$/.test(hops) || Number(hops) > 255) return bad('Bad Max-Forwards')
  const [length] = valuesOf(head, 'content-length')
  if (length !== undefined && (!/^\d{1,9}$/.test(length) || Number(length) > bytes(head.body))) return bad('Bad Content-Length')
  // An INVITE without any is refused by SIP.js.
  const contacts = valuesOf(head, 'contact')
  return contacts.length > 0 && !contacts.some((one) => one === '*' || isAddress(one)) ? bad('Bad Contact') : null
}

/** A name-addr or addr-spec with something after its scheme. */
const isAddress = (value: string): boolean => /(?:^|<)\s*[a-z][a-z0-9+.-]*:[^\s<>"]+/i.test(value)

function unsupported(head: SipRequestHead): Fault | null {
  if (!(allowedMethods as readonly string[]).includes(head.method))
    return { status: '405 Method Not Allowed', headers: [allowHeader] }
  if (head.method === 'CANCEL' || head.method === 'ACK') return null
  const wanted = valuesOf(head, 'require').flatMap((one) => one.split(',').map((tag) => tag.trim().toLowerCase()))
  const unknown = wanted.filter((tag) => /^[\w.!%*+`'~-]+$/.test(tag) && !knownExtensions.has(tag))
  return unknown.length === 0 ? null : { status: '420 Bad Extension', headers: [`Unsupported: ${unknown.join(', ')}`] }
}

function unreadable(head: SipRequestHead): Fault | null {
  const { body, method } = head
  if (body === '' || !['INVITE', 'MESSAGE', 'UPDATE'].includes(method)) return null
  // Somebody may do without it (RFC 3261 §20.11).
  if (valuesOf(head, 'content-disposition').some((one) => /;\s*handling\s*=\s*optional\b/i.test(one))) return null
  const [encoding = 'identity'] = valuesOf(head, 'content-encoding')
  if (encoding.toLowerCase() !== 'identity')
    return { status: '415 Unsupported Media Type', headers: ['Accept-Encoding: identity'] }
  const [type = ''] = valuesOf(head, 'content-type')
  const readable = method === 'MESSAGE' ? 'text/plain' : 'application/sdp'
  if (type.split(';')[0]?.trim().toLowerCase() !== readable)
    return { status: '415 Unsupported Media Type', headers: [`Accept: ${readable}`] }
  if (method === 'MESSAGE')
    return bytes(body) > requestLimits.message ? { status: '413 Request Entity Too Large', headers: [] } : null
  return hasAudio(body) ? null : { status: '488 Not Acceptable Here', headers: ['Warning: 304 courtesy "No audio offered"'] }
}

/** One audio section that is not switched off (RFC 3264 §5.1). Without it a call would ring that nobody could ever talk in. */
const hasAudio = (sdp: string): boolean => /^v=0\s*$/m.test(sdp) && /^m=audio [1-9]\d{0,4}(?:\/\d+)? \S+ \S/m.test(sdp)
