import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import type { CueForm } from './cue-form.ts'

/** A cue being edited: where it came from, and what was typed. */
export interface Editing {
  /** The deck as it was when the editor was opened. */
  readonly deck: Deck
  readonly start: Cue
  /** A copy or a new cue, which the deck does not hold yet. */
  readonly fresh: boolean
  readonly form: CueForm
}

/**
 * What is being edited, outside of the window's own state: a call that takes the person to another place, or a desk that has to be
 * loaded again, must not cost a word. It holds a deck's text only, nothing of a customer.
 */
const editing = 'supervision.editing'
const limitsOf = (deckId: string): string => `supervision.limits.${deckId}`

export const keptEditing = (): Editing | null => read(editing) as Editing | null
export const keepEditing = (value: Editing | null): void => write(editing, value)

/** What was typed into a deck's limits, by field. */
export type TypedLimits = Partial<Record<(typeof limitFields)[number] | 'name', string>>
export const limitFields = ['gapSeconds', 'perInteraction', 'deferSeconds', 'holdOutShare'] as const
export const keptLimits = (deckId: string): TypedLimits => (read(limitsOf(deckId)) ?? {}) as TypedLimits
export const keepLimits = (deckId: string, typed: TypedLimits): void =>
  write(limitsOf(deckId), Object.keys(typed).length > 0 ? typed : null)

function read(place: string): unknown {
  const text = sessionStorage.getItem(place)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function write(place: string, value: object | null): void {
  try {
    if (value) sessionStorage.setItem(place, JSON.stringify(value))
    else sessionStorage.removeItem(place)
  } catch {
    // No room for it: the form on the screen still has every word.
  }
}
