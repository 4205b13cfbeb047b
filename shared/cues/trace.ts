import { z } from 'zod'
import type { Cue, Deck } from './deck/schema.ts'
import { prepareDeck, step, type CueChange } from './engine.ts'
import { rowsAway } from './deck/explain.ts'
import { cueEvents, factNames, stages, type CueEventName, type Facts, type Stage } from './facts.ts'
import { newHistory } from './history.ts'
import { factsAt, type CueInputs, type StageState } from './inputs.ts'

/** Changes kept of one interaction; a longer one keeps its first part. */
export const maxTrace = 1500

const instant = z.number().nullable()
const standing = z.partialRecord(z.enum(factNames), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]))
const inputsSchema = z.object({
  channel: z.enum(['voice', 'email', 'in_person']),
  openedAt: z.number(),
  answeredAt: instant,
  endedAt: instant,
  heldSince: instant,
  holdCount: z.number(),
  heldMs: z.number(),
  typing: z.boolean(),
  draftChangedAt: instant,
  sent: z.boolean(),
  stageByHand: z.enum(stages).nullable(),
  standing,
})
const traceSchema = z.array(z.object({ at: z.number(), event: z.enum(cueEvents), change: inputsSchema.partial() })).max(maxTrace)

/** One thing that happened, with what it changed in the inputs; ticks are not kept, they follow from the clock. */
export interface TraceEntry {
  readonly at: number
  readonly event: CueEventName
  readonly change: Partial<CueInputs>
}

/** What differs from one state of the inputs to the next; the first entry holds all. */
export function traceEntry(event: CueEventName, at: number, before: CueInputs | null, after: CueInputs): TraceEntry {
  if (!before) return { at, event, change: after }
  const change = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name as keyof CueInputs] !== value),
  ) as Partial<CueInputs>
  return { at, event, change }
}

/** Reads a kept trace; null for one that is none of ours. */
export function readTrace(text: string): readonly TraceEntry[] | null {
  try {
    const parsed = traceSchema.safeParse(JSON.parse(text))
    // The schema names every fact's place; the types of their values were checked when they were made.
    return parsed.success ? (parsed.data as readonly TraceEntry[]) : null
  } catch {
    return null
  }
}

/** After the last thing that happened the clock goes on for so long. */
const afterEndMs = 10_000
/** Longer is no interaction. */
const maxTicks = 6 * 3600

export interface TriedMoment {
  readonly at: number
  readonly change: CueChange
  readonly facts: Facts
}

/** Why a cue was never shown: the first thing on its way that did not come about. */
export type NotShown =
  | { readonly kind: 'channel' }
  | { readonly kind: 'stage'; readonly stages: readonly Stage[] }
  /** The moment of its stage that came closest, the latest of equal ones. */
  | { readonly kind: 'condition'; readonly at: number; readonly facts: Facts }
  /** The condition was true, but none of the cue's events happened meanwhile; these did. */
  | { readonly kind: 'event'; readonly at: number; readonly events: readonly CueEventName[] }
  | { readonly kind: 'pause'; readonly at: number }

export interface Tried {
  readonly moments: readonly TriedMoment[]
  /** Null when the card was shown. */
  readonly notShown: NotShown | null
}

/** When one cue would have come, had the deck held nothing else and nothing been held out; and if not, why. */
export function tryCue(deck: Deck, cue: Cue, interactionId: string, trace: readonly TraceEntry[]): Tried {
  const alone = prepareDeck({
    ...deck,
    limits: { ...deck.limits, holdOutShare: 0 },
    cues: [{ ...cue, holdOutShare: 0, off: false }],
  })
  const channel = (trace[0]?.change as CueInputs | undefined)?.channel ?? 'voice'
  let history = newHistory(interactionId, channel)
  const moments: TriedMoment[] = []
  const stagesSeen = new Set<Stage>()
  const eventsSeen = new Set<CueEventName>()
  let closest: { at: number; facts: Facts; away: number } | null = null
  playback(trace, (event, at, facts) => {
    const done = step(alone, facts, { name: event, at }, history)
    history = done.history
    moments.push(...done.changes.map((change) => ({ at, change, facts })))
    if (history.stage) stagesSeen.add(history.stage)
    if (history.stage !== cue.stage) return
    const away = rowsAway(cue.when, facts)
    if (away === 0) eventsSeen.add(event)
    if (!closest || away < closest.away || (away === closest.away && away > 0)) closest = { at, facts, away }
  })
  if (moments.some(({ change }) => change.kind === 'shown')) return { moments, notShown: null }
  return { moments, notShown: notShown() }

  function notShown(): NotShown {
    const due = moments.find(({ change }) => change.kind === 'due')
    if (due) return { kind: 'pause', at: due.at }
    if (!cue.channels.includes(channel)) return { kind: 'channel' }
    if (!closest) return { kind: 'stage', stages: [...stagesSeen] }
    const { at, away, facts } = closest
    return away === 0 ? { kind: 'event', at, events: [...eventsSeen] } : { kind: 'condition', at, facts }
  }
}

/** An interaction once more: what happened in it, a tick each second between, and some after its end. */
function playback(trace: readonly TraceEntry[], visit: (event: CueEventName, at: number, facts: Facts) => void): void {
  const [first] = trace
  if (!first) return
  let inputs = first.change as CueInputs
  let state: StageState | null = null
  const play = (event: CueEventName, at: number): void => {
    const seen = factsAt(inputs, at, state)
    state = seen.state
    visit(event, at, seen.facts)
  }
  let at = first.at
  let ticks = 0
  for (const entry of trace) {
    for (; at + 1000 < entry.at && ticks < maxTicks; ticks++) play('tick', (at += 1000))
    at = entry.at
    inputs = { ...inputs, ...entry.change }
    play(entry.event, at)
  }
  for (const end = at + afterEndMs; at < end;) play('tick', (at += 1000))
}
