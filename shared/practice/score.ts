import { z } from 'zod'
import type { Case } from '../domain/case.ts'
import type { Interaction, Segment } from '../domain/interaction.ts'
import type { Due } from './scenario.ts'

/** What the customer's ear noticed of the agent; milliseconds after the answer. */
export interface Heard {
  /** First word of the agent; null when none was heard. */
  readonly greetedAfter: number | null
  /** Whether the agent spoke shortly before each hold, in their order. */
  readonly holdsAnnounced: readonly boolean[]
}

/** What the engine decided about a cue; the newest state of each counts. */
export interface CueEvent {
  readonly interactionId: string
  readonly cueId: string
  readonly state: string
  /** When the card was painted; null for one that never was (it expired, or was held out). */
  readonly shownAt?: string | null
}

export const scoreItems = [
  'answered',
  'greeting',
  'case_type',
  'cause',
  'note',
  'next_step',
  'hold_announced',
  'hold_short',
  'disposition',
  'cue',
] as const
export const outcomes = ['done', 'missed'] as const

const rowSchema = z.object({
  item: z.enum(scoreItems),
  outcome: z.enum(outcomes),
  /** What was due: seconds, a case type, a cause, outcome codes, a cue's id. */
  due: z.union([z.number(), z.string(), z.array(z.string())]).nullable(),
  /** What was done, in the same coin; null for nothing. */
  done: z.union([z.number(), z.string()]).nullable(),
  /** For cues: whether the card came up, and what the agent said to it (`done`, `not_now`, `overruled`, …). */
  shown: z.boolean().nullable(),
})
export type ScoreRow = z.infer<typeof rowSchema>

export const scoreSheetSchema = z.object({
  scenarioId: z.string(),
  interactionId: z.uuid(),
  rows: z.array(rowSchema),
  /** How many of the due things were done. */
  done: z.number().int(),
  of: z.number().int(),
})
export type ScoreSheet = z.infer<typeof scoreSheetSchema>

const acted = new Set(['done', 'overruled'])
const seen = new Set(['shown', 'done', 'not_now', 'overruled'])

/**
 * What was due in a practice call, what was shown, what was done. A cue counts as done when the agent acted on it or overruled it with a
 * reason; one that never came up (held out, or no moment for it) is told of but not held against anybody.
 */
export function scoreSheet(facts: {
  scenario: { id: string; due: Due }
  interaction: Interaction
  segments: readonly Segment[]
  /** The case of the interaction, if one was made. */
  case: Case | null
  heard: Heard
  cueEvents: readonly CueEvent[]
}): ScoreSheet {
  const { scenario, interaction, heard } = facts
  const { due } = scenario
  const rows: ScoreRow[] = []
  const row = (
    item: ScoreRow['item'],
    good: boolean,
    what: ScoreRow['due'],
    done: ScoreRow['done'],
    shown: boolean | null = null,
  ): void => void rows.push({ item, outcome: good ? 'done' : 'missed', due: what, done, shown })

  const ring = seconds(interaction.startedAt, interaction.answeredAt)
  if (interaction.direction === 'inbound') row('answered', ring !== null && ring <= due.answerWithin, due.answerWithin, ring)
  if (interaction.answeredAt !== null) {
    const greeting = heard.greetedAfter === null ? null : Math.round(heard.greetedAfter / 100) / 10
    row('greeting', greeting !== null && greeting <= due.greetWithin, due.greetWithin, greeting)
    if (due.case) {
      row('case_type', facts.case?.type === due.case.type, due.case.type, facts.case?.type ?? null)
      if (due.case.reason !== null)
        row('cause', facts.case?.reason === due.case.reason, due.case.reason, facts.case?.reason ?? null)
    }
    if (due.note) {
      const note = interaction.note.trim() || (facts.case?.note.trim() ?? '')
      row('note', note !== '', null, note === '' ? null : note.length)
    }
    if (due.nextStep) {
      const next = facts.case?.nextStep.trim() ?? ''
      row('next_step', next !== '', null, next === '' ? null : next.length)
    }
    const holds = facts.segments
      .filter((segment) => segment.kind === 'hold')
      .map((segment) => seconds(segment.startedAt, segment.endedAt) ?? 0)
    if (holds.length > 0) {
      const announced = heard.holdsAnnounced.filter(Boolean).length
      row('hold_announced', announced >= holds.length, holds.length, announced)
      row('hold_short', Math.max(...holds) <= due.holdWithin, due.holdWithin, Math.max(...holds))
    }
    row(
      'disposition',
      due.dispositions.some((code) => code === interaction.disposition),
      due.dispositions,
      interaction.disposition,
    )
  }
  const cues = cueRows(due, interaction.id, facts.cueEvents)
  const counted = [...rows, ...cues.filter((each) => each.shown === true)]
  return {
    scenarioId: scenario.id,
    interactionId: interaction.id,
    rows: [...rows, ...cues],
    done: counted.filter((each) => each.outcome === 'done').length,
    of: counted.length,
  }
}

function cueRows(due: Due, interactionId: string, events: readonly CueEvent[]): ScoreRow[] {
  const own = events.filter((event) => event.interactionId === interactionId)
  const ids = new Set([...due.cues, ...own.map((event) => event.cueId)])
  return [...ids].map((cueId) => {
    const moments = own.filter((event) => event.cueId === cueId)
    const states = moments.map((event) => event.state)
    return {
      item: 'cue',
      outcome: states.some((state) => acted.has(state)) ? 'done' : 'missed',
      due: cueId,
      done: states.at(-1) ?? null,
      shown: moments.some((event) => seen.has(event.state) || (event.shownAt ?? null) !== null),
    }
  })
}

/** Seconds between two instants, to a tenth. */
function seconds(from: string, to: string | null): number | null {
  return to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 100) / 10
}
