import { keepAnswerableChallenges } from './challenges.ts'
import { allowedMethods } from './methods.ts'
import { requestFault } from './request-fault.ts'
import { completeRinging } from './ringing-answer.ts'
import { readRequestHead, refusal, valuesOf, type SipRequestHead } from './sip-head.ts'

/** Longest SIP message read, in UTF-16 units; a real INVITE has some thousands. */
export const longestMessage = 128 * 1024

/**
 * What to do with a frame that came from the exchange: `pong` a keep-alive (RFC 5626 §3.5.1), `message` fit for SIP.js,
 * `answer` one we answer ourselves because SIP.js would throw or say something else than RFC 3261 asks for, `drop` what cannot be answered.
 * `status`, `method` and `why` are for the log: words of ours, none of the sender's.
 */
export type Inbound =
  | { readonly kind: 'pong' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'answer'; readonly text: string; readonly status: number; readonly method: string }
  | { readonly kind: 'drop'; readonly why: string }

/** Sorts one frame. Total: any text gives one of the four. */
export function readInbound(data: unknown): Inbound {
  if (typeof data !== 'string') return { kind: 'drop', why: 'not text' }
  if (data.length > longestMessage) return { kind: 'drop', why: 'too long' }
  if (/^(?:\r\n)*$/.test(data)) return { kind: 'pong' }
  const text = data.replace(/^(?:\r\n)+/, '')
  const first = text.slice(0, text.indexOf('\r\n'))
  if (/^SIP\/2\.0 [1-6]\d\d(?: |$)/.test(first)) return { kind: 'message', text: keepAnswerableChallenges(completeRinging(text)) }
  const head = readRequestHead(text)
  if (!head) return { kind: 'drop', why: 'no SIP start line' }
  const fault = requestFault(head)
  // Trap: a Request-URI that is no sip: URI (tel:, novelsc.dat of RFC 4475 §3.1.2.3) makes SIP.js throw "Request-URI undefined".
  if (!fault && /^sips?:[^\s]*[^\s:]/i.test(head.uri)) return { kind: 'message', text: cutToLength(text, head) }
  const status = fault?.status ?? '416 Unsupported URI Scheme'
  const answer = head.method === 'ACK' ? null : refusal(head, status, fault?.headers)
  if (answer === null) return { kind: 'drop', why: fault?.status ?? 'unsupported Request-URI' }
  return { kind: 'answer', text: answer, status: Number(status.slice(0, 3)), method: knownMethod(head.method) }
}

/** A method may be any word (RFC 3261 §25.1), a telephone number too: one we do not take is not repeated. */
const knownMethod = (method: string): string => ((allowedMethods as readonly string[]).includes(method) ? method : 'other')

/** What lies behind the announced length belongs to no message (RFC 3261 §18.3). */
function cutToLength(text: string, head: SipRequestHead): string {
  const length = valuesOf(head, 'content-length')[0]
  if (length === undefined) return text
  const body = new TextEncoder().encode(head.body)
  if (body.length <= Number(length)) return text
  return text.slice(0, text.length - head.body.length) + new TextDecoder().decode(body.slice(0, Number(length)))
}
