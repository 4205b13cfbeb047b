import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import type { Act } from '../../bridge/use-act.ts'
import { deckChanged } from './deck-changed.ts'
import { insideCue } from './cue-form.ts'
import type { Editing } from './unsaved.ts'

export type SavedCue =
  | { readonly kind: 'saved' | 'failed' }
  /** The deck's cue is another than the one that was opened. */
  | { readonly kind: 'overlap' }
  /** Places inside the cue. */
  | { readonly kind: 'refused'; readonly problems: readonly DeckProblem[] }

/**
 * Puts an edited cue into the newest deck, whatever happened to the rest of it meanwhile.
 * @param over also over a cue that somebody else changed
 */
export async function saveCue(act: Act, { deck, fresh, start }: Editing, edited: Cue, over: boolean): Promise<SavedCue> {
  const found = await act('decks.get', { id: deck.id })
  if (!found.ok) return { kind: 'failed' }
  const newest = found.value
  const at = fresh ? -1 : newest.cues.findIndex((each) => each.id === start.id)
  const there = newest.cues[at]
  if (!fresh && !over && JSON.stringify(there) !== JSON.stringify(start)) return { kind: 'overlap' }
  // Another wording is another version, so that its figures are not mixed with those of the old one.
  const cue = { ...edited, version: fresh ? 1 : (there ?? start).version + 1 }
  const cues = there ? newest.cues.with(at, cue) : [...newest.cues, cue]
  const result = await act('decks.save', { deck: { ...newest, cues } })
  if (!result.ok) return { kind: 'failed' }
  if (!result.value.ok) return { kind: 'refused', problems: insideCue(result.value.problems, there ? at : cues.length - 1) }
  deckChanged()
  return { kind: 'saved' }
}
