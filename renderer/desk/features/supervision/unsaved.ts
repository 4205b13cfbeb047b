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
const place = 'supervision.editing'

export function keptEditing(): Editing | null {
  const text = sessionStorage.getItem(place)
  if (text === null) return null
  try {
    return JSON.parse(text) as Editing
  } catch {
    return null
  }
}

export function keepEditing(editing: Editing | null): void {
  try {
    if (editing) sessionStorage.setItem(place, JSON.stringify(editing))
    else sessionStorage.removeItem(place)
  } catch {
    // No room for it: the form on the screen still has every word.
  }
}
