import type { Out } from '#shared/contract/define.ts'
import type { cueDeskCalls } from '#shared/contract/desk/cues.ts'
import { raise } from '#shared/contract/result.ts'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { renderEvidence } from '#shared/cues/evidence.ts'
import { readTrace, tryCue } from '#shared/cues/trace.ts'

/**
 * Plays a past interaction again for one cue of a deck as it is being edited.
 * @param trace what was kept of the interaction, null when nothing was
 */
export function tryEdited(
  edited: Deck,
  cueId: string,
  interactionId: string,
  trace: string | null,
  language: CueLanguage,
): Out<(typeof cueDeskCalls)['decks.try']> {
  const checked = checkDeckText(JSON.stringify(edited, null, 2))
  if (!checked.ok) return { ok: false, fileName: '', problems: [...checked.problems] }
  const cue = checked.deck.cues.find(({ id }) => id === cueId) ?? raise('not_found', 'error.deck.gone')
  const entries = trace === null ? null : readTrace(trace)
  const [first] = entries ?? []
  if (!entries || !first) return { ok: true, known: false, moments: [] }
  const moments = tryCue(checked.deck, cue, interactionId, entries).map(({ at, change, facts }) => ({
    seconds: (at - first.at) / 1000,
    kind: change.kind,
    stage: facts.stage ?? cue.stage,
    evidence: renderEvidence(cue.evidence[language], facts, language),
  }))
  return { ok: true, known: true, moments }
}
