import type { Interaction } from '../interaction.ts'

/** States a letter's interaction can be in; the others are a call's. */
const letterStates = ['received', 'answered', 'closed'] as const satisfies readonly Interaction['state'][]
export type LetterState = (typeof letterStates)[number]

/** A letter that came into a folder of ours. */
export interface CameIn {
  readonly kind: 'came'
  readonly direction: 'inbound' | 'outbound'
  /** The server says so already (`\Answered`, RFC 3501 §2.3.2): somebody replied with another program. */
  readonly answered: boolean
  /** A machine wrote it. */
  readonly automatic: boolean
}
/** `replied`: a letter of ours answers it. */
export type LetterEvent = CameIn | { readonly kind: 'replied' }

/**
 * The life of a letter as an interaction.
 *
 *   inbound:  received ──replied──▶ answered
 *      a machine's: closed, and nobody waits for an answer
 *   outbound: closed
 *
 * The customer's next letter is a turn of its own and begins as `received`; the one before stays answered. Told twice, it changes nothing.
 * @param state null for a letter not yet known
 */
export function letterState(state: null, event: CameIn): LetterState
export function letterState(state: LetterState, event: LetterEvent): LetterState
export function letterState(state: LetterState | null, event: LetterEvent): LetterState | null {
  if (event.kind === 'replied') return state === 'received' ? 'answered' : state
  if (state !== null) return state
  if (event.direction === 'outbound') return 'closed'
  if (event.answered) return 'answered'
  return event.automatic ? 'closed' : 'received'
}

/** Whether a state read from the records is one of a letter's. */
export const isLetterState = (state: string): state is LetterState => (letterStates as readonly string[]).includes(state)
