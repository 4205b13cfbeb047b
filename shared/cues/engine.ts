import type { Cue, Deck } from './deck/schema.ts'
import { holds } from './deck/evaluate.ts'
import type { CueEventName, Facts, Stage } from './facts.ts'
import type { CueHistory, CueMemory } from './history.ts'
import { heldOut } from './hold-out.ts'
import { laterStage } from './stage.ts'

const maxTimesDue = 3
/** Shorter silence is a breath within a sentence (contact-centre practice: turns follow each other after about 0.2 s). */
const turnSilence = 0.3

/** A deck in the order in which its cues are asked: priority, then the deck's own order. */
export interface PreparedDeck {
  readonly deck: Deck
  readonly order: readonly Cue[]
}
export const prepareDeck = (deck: Deck): PreparedDeck => ({
  deck,
  order: deck.cues.filter((cue) => cue.off !== true).toSorted((a, b) => b.priority - a.priority),
})

export interface CueEvent {
  readonly name: CueEventName
  /** Milliseconds, of the clock the history is kept by. */
  readonly at: number
}

export type Decision = { readonly kind: 'show' | 'hold_out'; readonly cue: Cue } | { readonly kind: 'nothing' }
/** What became of cues in one step; `expired` says whether the card had been seen. */
export type CueChange =
  | { readonly kind: 'due' | 'held_out' | 'shown'; readonly cueId: string }
  | { readonly kind: 'expired'; readonly cueId: string; readonly seen: boolean }

export interface Step {
  readonly decision: Decision
  readonly history: CueHistory
  readonly changes: readonly CueChange[]
}

/**
 * The cue engine: what to do at this event, and what to remember. One card at a time, never the same twice, spaced and counted by the
 * deck's limits, only at a pause; what finds no pause in time is dropped, never queued.
 */
export function step(prepared: PreparedDeck, facts: Facts, event: CueEvent, before: CueHistory): Step {
  const changes: CueChange[] = []
  const stage = laterStage(facts.stage ?? 'greet', before.stage)
  const card = fade(prepared, before, stage, event.at, changes)
  const cues = new Map(before.cues)
  const waiting: Cue[] = []
  for (const cue of prepared.order) {
    const old = cues.get(cue.id)
    if (old?.phase === 'spent' || !cue.channels.includes(before.channel)) continue
    const next = follow(prepared.deck, cue, old, cue.stage === stage && holds(cue.when, facts), event)
    if (next !== old && next) cues.set(cue.id, next)
    if (next?.phase === 'waiting') {
      waiting.push(cue)
      if (old?.phase !== 'waiting') changes.push({ kind: 'due', cueId: cue.id })
    } else if (old?.phase === 'waiting') changes.push({ kind: 'expired', cueId: cue.id, seen: false })
  }
  const history: CueHistory = { ...before, stage, card, cues }
  const [cue] = waiting
  if (!cue || !mayCome(prepared.deck, facts, history, event.at)) return { decision: { kind: 'nothing' }, history, changes }
  cues.set(cue.id, { phase: 'spent' })
  const taken = { ...history, count: history.count + 1, lastAt: event.at }
  const { id, limits } = prepared.deck
  if (heldOut(id, cue.id, before.interactionId, cue.holdOutShare ?? limits.holdOutShare)) {
    changes.push({ kind: 'held_out', cueId: cue.id })
    return { decision: { kind: 'hold_out', cue }, history: taken, changes }
  }
  changes.push({ kind: 'shown', cueId: cue.id })
  const shown = { cueId: cue.id, shownAt: event.at, expiresAt: event.at + cue.expiresSeconds * 1000 }
  return { decision: { kind: 'show', cue }, history: { ...taken, card: shown }, changes }
}

/** The card goes when its time is over, and one of empathy when solving has begun. */
function fade({ deck }: PreparedDeck, { card }: CueHistory, stage: Stage, at: number, changes: CueChange[]): CueHistory['card'] {
  if (!card) return null
  const late = card.inUse !== true && stage === 'solve' && deck.cues.find(({ id }) => id === card.cueId)?.technique === 'empathy'
  if (at < card.expiresAt && !late) return card
  changes.push({ kind: 'expired', cueId: card.cueId, seen: true })
  return null
}

function follow(deck: Deck, cue: Cue, old: CueMemory | undefined, hit: boolean, event: CueEvent): CueMemory | undefined {
  if (old?.phase === 'waiting') {
    const inTime = event.at - old.since <= deck.limits.deferSeconds * 1000
    return hit && inTime ? old : { phase: hit ? 'lapsed' : 'resting', times: old.times }
  }
  const times = old && 'times' in old ? old.times : 0
  if (!hit) return old?.phase === 'lapsed' ? { phase: 'resting', times } : old
  const asked = cue.on === undefined || cue.on.includes(event.name)
  // A condition that stays true is one moment, however long; only a new event the cue waits for makes another.
  const again = old?.phase !== 'lapsed' || (cue.on !== undefined && event.name !== 'tick')
  return asked && again && times < maxTimesDue ? { phase: 'waiting', since: event.at, times: times + 1 } : old
}

function mayCome({ limits }: Deck, facts: Facts, history: CueHistory, at: number): boolean {
  if (history.card || facts.typing === true) return false
  const silence = facts['silence.seconds']
  if (silence !== null && silence < turnSilence && facts['hold.active'] !== true) return false
  if (history.count >= limits.perInteraction) return false
  return history.lastAt === null || at - history.lastAt >= limits.gapSeconds * 1000
}
