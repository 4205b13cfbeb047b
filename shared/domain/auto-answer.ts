import { z } from 'zod'
import type { Call } from './call.ts'

/** Which calls are answered by themselves: none, those the exchange asks it for, every one. */
export const autoAnswerSchema = z.enum(['off', 'asked', 'always'])
export type AutoAnswer = z.infer<typeof autoAnswerSchema>

/** Where nobody says how long it rings first, seconds: who calls is read before they are heard. */
const ringsFirst = 1

/** What else goes on at the desk. */
export interface Surroundings {
  readonly ready: boolean
  readonly wrapUp: boolean
  /** All calls, the one that rings among them. */
  readonly calls: readonly Pick<Call, 'callId' | 'phase'>[]
}

/**
 * Whether a call is answered by itself, and when: only for somebody who is ready and free. A call on another line, one being made, and
 * wrap-up keep it ringing, and so does an exchange that asks for a person (RFC 5373 `Answer-Mode: Manual`).
 * @returns seconds from its first ring; null when a person answers it
 */
export function answersItself(
  policy: AutoAnswer,
  call: Pick<Call, 'callId' | 'direction' | 'phase' | 'facts'>,
  { calls, ready, wrapUp }: Surroundings,
): number | null {
  const asked = call.facts.answerAsked
  if (policy === 'off' || call.direction !== 'inbound' || call.phase !== 'ringing' || asked?.mode === 'manual') return null
  const engaged = calls.some((one) => one.callId !== call.callId && one.phase !== 'ringing' && one.phase !== 'ended')
  if (!ready || wrapUp || engaged) return null
  if (asked !== null) return asked.after
  return policy === 'always' ? ringsFirst : null
}
