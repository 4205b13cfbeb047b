import type { Cue } from './deck/schema.ts'
import type { Stage } from './facts.ts'

/**
 * One cue within an interaction.
 *
 *   (unknown) ──due──▶ waiting ──pause in time──▶ spent (shown or held out)
 *                         └──too late, or no longer true──▶ lapsed ──no longer true, or a new event of `on`──▶ may be due again
 *
 * `times` counts how often it has been due; after the third it rests.
 */
export type CueMemory =
  | { readonly phase: 'waiting'; readonly since: number; readonly times: number }
  | { readonly phase: 'lapsed'; readonly times: number }
  | { readonly phase: 'resting'; readonly times: number }
  | { readonly phase: 'spent' }

/** What the engine has to know of the past of one interaction. Times are milliseconds of one clock. */
export interface CueHistory {
  readonly interactionId: string
  readonly channel: Cue['channels'][number]
  /** The furthest stage so far. */
  readonly stage: Stage | null
  readonly cues: ReadonlyMap<string, CueMemory>
  /** The card on the desk. */
  readonly card: {
    readonly cueId: string
    readonly shownAt: number
    readonly expiresAt: number
    /** The agent has opened something on it, and may be writing there: it goes by no rule. */
    readonly inUse?: boolean
  } | null
  /** Cards shown or held out so far. A held-out one takes its place, so that the interaction differs by the card alone. */
  readonly count: number
  readonly lastAt: number | null
}

export const newHistory = (interactionId: string, channel: CueHistory['channel']): CueHistory => ({
  interactionId,
  channel,
  stage: null,
  cues: new Map(),
  card: null,
  count: 0,
  lastAt: null,
})

/** The agent acted on the card: it goes, and does not come again here. */
export const putAway = (history: CueHistory): CueHistory => ({ ...history, card: null })

/** The longest a card stays because something on it was opened: a desk that is gone says no end. */
const longestUseMs = 600_000
/** What is left to look at the card again after what was opened on it is closed. */
const afterUseMs = 8000

/** The agent opened something on the card (its reason, its questions, a word for the lead), or closed it again. */
export function useCard(history: CueHistory, inUse: boolean, at: number): CueHistory {
  if (!history.card) return history
  return { ...history, card: { ...history.card, inUse, expiresAt: at + (inUse ? longestUseMs : afterUseMs) } }
}
