import { z } from 'zod'
import { stages } from '../../cues/facts.ts'
import { call, nothing } from '../define.ts'
import { cursor, id, instant, limit, page } from '../common.ts'

/**
 * What became of a cue's moment.
 *
 *   due ──▶ held_out
 *    ├──▶ expired (no pause in time)
 *    └──▶ shown ──▶ done | not_now | overruled | expired (faded)
 */
export const cueEventStates = ['due', 'held_out', 'shown', 'done', 'not_now', 'overruled', 'expired'] as const

export const cueEventSchema = z.object({
  id,
  /** The call, the visit, the customer's letter; for a letter that answers nothing, the draft. */
  interactionId: id,
  conversationId: id.nullable(),
  deckId: z.string().max(80),
  deckRevision: z.number().int(),
  cueId: z.string().max(80),
  cueVersion: z.number().int(),
  stage: z.enum(stages),
  state: z.enum(cueEventStates),
  /** The line as it stood on the card (or would have) and the facts it speaks of. */
  evidence: z.object({
    text: z.string().max(2000),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
  }),
  /** What the agent wrote when common sense overruled. */
  reason: z.string().max(1000).nullable(),
  /** When it became due. */
  at: instant,
  shownAt: instant.nullable(),
  /** When it came to its present state. */
  endedAt: instant.nullable(),
  /** From due to painted, milliseconds. */
  latencyMs: z.number().int().nullable(),
})
export type StoredCueEvent = z.infer<typeof cueEventSchema>

const count = z.number().int()
/** Counts of one wording of a cue. `due` is all of its moments: due = shown + heldOut + missed + still open. */
export const cueFiguresSchema = z.object({
  deckId: z.string(),
  cueId: z.string(),
  cueVersion: count,
  due: count,
  shown: count,
  done: count,
  notNow: count,
  overruled: count,
  /** Shown, and gone by itself. */
  faded: count,
  /** Never shown: no pause in time, or the moment had passed. */
  expired: count,
  heldOut: count,
  /** The newest words of common sense, at most ten. */
  reasons: z.array(z.object({ reason: z.string(), at: instant, interactionId: id })),
})
export type CueFigures = z.infer<typeof cueFiguresSchema>

export const figuresInputSchema = z.object({ from: instant.nullable(), to: instant.nullable(), cursor, limit })

/** What was known in one interaction, change by change, for trying a cue against it later; read by `shared/cues/trace.ts`. */
const traceSchema = z.string().max(1_000_000)

const tracedSchema = z.object({
  interactionId: id,
  channel: z.enum(['voice', 'email', 'in_person']),
  /** The customer, else the name or number that came along. */
  name: z.string().nullable(),
  startedAt: instant,
})

export const cueCalls = {
  /** The same id again moves it on; a late older state changes nothing. */
  'cues.put': call(z.object({ events: z.array(cueEventSchema).max(500) }), nothing),
  /** In the order in which they were due. */
  'cues.list': call(z.object({ interactionId: id }), z.array(cueEventSchema)),
  /** Per cue, by deck and id; only moments due within the period. */
  'cues.figures': call(figuresInputSchema, page(cueFiguresSchema)),
  'cues.putTrace': call(z.object({ interactionId: id, trace: traceSchema, at: instant }), nothing),
  /** Calls and letters of which a trace is kept, newest first; of the last two thousand interactions, so that the question stays cheap. */
  'cues.traced': call(z.object({ limit }), z.array(tracedSchema)),
  'cues.trace': call(z.object({ interactionId: id }), z.object({ trace: traceSchema.nullable() })),
} as const
