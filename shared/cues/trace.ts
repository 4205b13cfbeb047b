import { z } from 'zod'
import type { Cue, Deck } from './deck/schema.ts'
import { prepareDeck, step, type CueChange } from './engine.ts'
import { cueEvents, factNames, stages, type CueEventName, type Facts } from './facts.ts'
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

/** When one cue would have come, had the deck held nothing else and nothing been held out. */
export function tryCue(deck: Deck, cue: Cue, interactionId: string, trace: readonly TraceEntry[]): readonly TriedMoment[] {
  const [first] = trace
  if (!first) return []
  const alone = prepareDeck({
    ...deck,
    limits: { ...deck.limits, holdOutShare: 0 },
    cues: [{ ...cue, holdOutShare: 0, off: false }],
  })
  let inputs = first.change as CueInputs
  let history = newHistory(interactionId, inputs.channel)
  let state: StageState | null = null
  const moments: TriedMoment[] = []
  const play = (event: CueEventName, at: number): void => {
    const seen = factsAt(inputs, at, state)
    state = seen.state
    const done = step(alone, seen.facts, { name: event, at }, history)
    history = done.history
    moments.push(...done.changes.map((change) => ({ at, change, facts: seen.facts })))
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
  return moments
}
