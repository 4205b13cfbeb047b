import { keepAnswerableChallenges } from './challenges.ts'
import { completeRinging } from './ringing-answer.ts'

/** Longest SIP message read, in UTF-16 units; a real INVITE has some thousands. */
export const longestMessage = 128 * 1024

/**
 * What to do with a frame that came from the exchange: `pong` a keep-alive (RFC 5626 §3.5.1), `message` fit for SIP.js,
 * `answer` one we answer ourselves because SIP.js would throw, `drop` what is no SIP.
 */
export type Inbound =
  | { readonly kind: 'pong' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'drop'; readonly why: string }

/** Sorts one frame. Total: any text gives one of the four. */
export function readInbound(data: unknown): Inbound {
  if (typeof data !== 'string') return { kind: 'drop', why: 'not text' }
  if (data.length > longestMessage) return { kind: 'drop', why: 'too long' }
  if (/^(?:\r\n)*$/.test(data)) return { kind: 'pong' }
  const text = data.replace(/^(?:\r\n)+/, '')
  const first = text.slice(0, text.indexOf('\r\n'))
  if (/^SIP\/2\.0 [1-6]\d\d(?: |$)/.test(first)) return { kind: 'message', text: keepAnswerableChallenges(completeRinging(text)) }
  const request = /^([A-Za-z0-9.!%*_+`'~-]+) (\S+) SIP\/2\.0$/.exec(first)
  if (!request?.[1] || !request[2]) return { kind: 'drop', why: 'no SIP start line' }
  if (/^sips?:[^\s]*[^\s:]/i.test(request[2])) return { kind: 'message', text }
  // Trap: a Request-URI that is no sip: URI (tel:, novelsc.dat of RFC 4475 §3.1.2.3) makes SIP.js throw "Request-URI undefined".
  const answer = request[1] === 'ACK' ? null : refuse(text, '416 Unsupported URI Scheme')
  return answer === null ? { kind: 'drop', why: 'unsupported Request-URI' } : { kind: 'answer', text: answer }
}

/** A stateless refusal (RFC 3261 §8.2.6.2) from the request's own header lines; null when it lacks what an answer needs. */
function refuse(request: string, status: string): string | null {
  const end = request.indexOf('\r\n\r\n')
  const lines = (end < 0 ? request : request.slice(0, end)).split(/\r\n(?![ \t])/).slice(1)
  const wanted = ['via', 'from', 'to', 'call-id', 'cseq']
  const copied = lines.filter((line) => wanted.includes(longName(line)))
  if (!wanted.every((name) => copied.some((line) => longName(line) === name))) return null
  const tagged = copied.map((line) => (longName(line) === 'to' && !/;\s*tag=/i.test(line) ? `${line};tag=refused` : line))
  return [`SIP/2.0 ${status}`, ...tagged, 'Content-Length: 0', '', ''].join('\r\n')
}

function longName(line: string): string {
  const name = line
    .slice(0, Math.max(0, line.indexOf(':')))
    .trim()
    .toLowerCase()
  return { v: 'via', f: 'from', t: 'to', i: 'call-id' }[name] ?? name
}
