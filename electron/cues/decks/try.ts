import type { Out } from '#shared/contract/define.ts'
import type { cueDeskCalls } from '#shared/contract/desk/cues.ts'
import { raise } from '#shared/contract/result.ts'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import { explain } from '#shared/cues/deck/explain.ts'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import { renderEvidence } from '#shared/cues/evidence.ts'
import type { Facts } from '#shared/cues/facts.ts'
import { readTrace, tryCue, type NotShown } from '#shared/cues/trace.ts'

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
  if (!entries || !first) return { ok: true, known: false, moments: [], notShown: null }
  const { moments, notShown } = tryCue(checked.deck, cue, interactionId, entries)
  const seconds = (at: number): number => (at - first.at) / 1000
  return {
    ok: true,
    known: true,
    moments: moments.map(({ at, change, facts }) => ({
      seconds: seconds(at),
      kind: change.kind,
      stage: facts.stage ?? cue.stage,
      evidence: renderEvidence(cue.evidence[language], facts, language, at),
      rows: change.kind === 'due' ? rowsOf(cue, facts) : [],
    })),
    notShown: notShown && saidOf(cue, notShown, seconds),
  }
}

type Said = NonNullable<Extract<Out<(typeof cueDeskCalls)['decks.try']>, { ok: true }>['notShown']>

function saidOf(cue: Cue, why: NotShown, seconds: (at: number) => number): Said {
  switch (why.kind) {
    case 'channel':
      return { kind: 'channel' }
    case 'stage':
      return { kind: 'stage', stages: [...why.stages] }
    case 'condition':
      return { kind: 'condition', seconds: seconds(why.at), rows: rowsOf(cue, why.facts) }
    case 'event':
      return { kind: 'event', seconds: seconds(why.at), events: [...why.events] }
    case 'pause':
      return { kind: 'pause', seconds: seconds(why.at) }
  }
}

const rowsOf = (cue: Cue, facts: Facts): Extract<Said, { kind: 'condition' }>['rows'] =>
  explain(cue.when, facts).map(({ actual, ...row }) => ({
    ...row,
    // Lists are copied: what crosses to the desk is nobody's.
    actual: typeof actual === 'object' && actual !== null ? [...actual] : actual,
  }))
