import { z } from 'zod'
import { comparisonSchema } from '../../cues/deck/condition.ts'
import { problemKeys } from '../../cues/deck/problem.ts'
import { cueLanguages, questionFields, techniques } from '../../cues/deck/names.ts'
import type { Deck } from '../../cues/deck/schema.ts'
import { cueEvents, stages } from '../../cues/facts.ts'
import { act, call, nothing } from '../define.ts'
import { id, instant, page } from '../common.ts'
import { cueEventSchema, cueFiguresSchema, figuresInputSchema } from '../records/cues.ts'

const language = z.enum(cueLanguages)
const questionsSchema = z.array(z.object({ field: z.enum(questionFields), ask: z.string() }))

/** The one card on the desk. It goes when it is acted on, when its time is over, or when its interaction ends. */
export const cueViewSchema = z.object({
  interactionId: id,
  /** Set for letters. */
  conversationId: id.nullable(),
  eventId: id,
  deckId: z.string(),
  cueId: z.string(),
  technique: z.enum(techniques),
  stage: z.enum(stages),
  language,
  card: z.object({ say: z.string(), why: z.string(), example: z.string() }),
  /** Why it came; may be longer than a line. */
  evidence: z.string(),
  /** A short questionnaire that fills the case's fields; empty for most. */
  questions: questionsSchema,
  playbook: z.string().nullable(),
  /** The how manieth of how many at most in this interaction. */
  number: z.number().int(),
  of: z.number().int(),
  shownAt: instant,
  expiresAt: instant,
})
export type CueView = z.infer<typeof cueViewSchema>

/** One fault of a deck; the words are `cues.problem.<key>` with `params`. Lines and columns count from 1. */
export const deckProblemSchema = z.object({
  line: z.number().int(),
  column: z.number().int(),
  place: z.string(),
  key: z.enum(problemKeys),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
const faultySchema = z.object({ ok: z.literal(false), fileName: z.string(), problems: z.array(deckProblemSchema) })
const keptSchema = z.object({ ok: z.literal(true), id: z.string(), revision: z.number().int() })

export const deckRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number().int(),
  cues: z.number().int(),
  /** `own`: edited or imported here (it overrides a shipped one of the same id). */
  source: z.enum(['shipped', 'own']),
  /** The deck that feeds the cards now. */
  inUse: z.boolean(),
  /** The file as it is on disk now is broken; the last good one goes on. */
  problem: faultySchema.omit({ ok: true }).nullable(),
})
export type DeckRow = z.infer<typeof deckRowSchema>

/** A deck of which only the outermost shape is looked at here: what is wrong inside comes back as problems with their places. */
const editedDeck = z.custom<Deck>((value) => typeof value === 'object' && value !== null)
const deckId = z.object({ id: z.string().max(80) })

/** One row of the cue's condition at a moment: what it asks, what the fact was, and whether it kept the card from coming. */
const triedRowSchema = z.object({
  comparison: comparisonSchema,
  inNone: z.boolean(),
  met: z.boolean(),
  blocks: z.boolean(),
  actual: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
})
const notShownSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel') }),
  z.object({ kind: z.literal('stage'), stages: z.array(z.enum(stages)) }),
  z.object({ kind: z.literal('condition'), seconds: z.number(), rows: z.array(triedRowSchema) }),
  z.object({ kind: z.literal('event'), seconds: z.number(), events: z.array(z.enum(cueEvents)) }),
  z.object({ kind: z.literal('pause'), seconds: z.number() }),
])
const momentSchema = z.object({
  /** Seconds since the interaction began. */
  seconds: z.number(),
  kind: z.enum(['due', 'held_out', 'shown', 'expired']),
  stage: z.enum(stages),
  evidence: z.string(),
  /** The condition's rows when the card was due; empty for other moments. */
  rows: z.array(triedRowSchema),
})

export const cueDeskCalls = {
  /** Resolves when it is on disk. A card that is gone already is no error: what was meant is kept. */
  'cue.act': call(
    z.object({
      eventId: id,
      act: z.enum(['done', 'not_now', 'overruled']),
      reason: z.string().trim().max(1000).nullable().default(null),
    }),
    nothing,
  ),
  /** Something on the card was opened, where one reads or writes, or closed again: an open card does not go by itself. */
  'cue.use': call(z.object({ eventId: id, inUse: z.boolean() }), nothing),
  /** When the card stood on the screen; makes the latency from due to painted. */
  'cue.painted': call(z.object({ eventId: id, at: instant }), nothing),
  /** A key was pressed in any field (send at most one a second while typing) or, false, the field was left. Forgotten after 1.5 s. */
  'cue.typing': call(z.object({ typing: z.boolean() }), nothing),
  /** The conversation on the screen; null when letters are left. Everything else about letters main sees by itself. */
  'cue.letter': call(z.object({ conversationId: id.nullable() }), nothing),
  /** Where the live interaction stands may be moved on by hand; never back. */
  'cue.stage': call(z.object({ interactionId: id, stage: z.enum(stages) }), nothing),
  'cue.figures': call(
    figuresInputSchema,
    page(
      cueFiguresSchema.extend({
        /** From the deck, in the language in use; null when the cue is not in a deck any more. */
        cue: z.object({ technique: z.enum(techniques), stage: z.enum(stages), say: z.string() }).nullable(),
      }),
    ),
  ),
  'cue.history': call(z.object({ interactionId: id }), z.array(cueEventSchema)),
  'decks.list': call(nothing, z.array(deckRowSchema)),
  'decks.get': call(deckId, editedDeck),
  /** `revision` must be the one that was read (`conflict` otherwise); the answer names the new one. Earlier ones are kept. */
  'decks.save': call(z.object({ deck: editedDeck }), z.discriminatedUnion('ok', [keptSchema, faultySchema])),
  /** Newest first; the shipped one, if there is one, last. */
  'decks.revisions': call(
    deckId,
    z.array(
      z.object({
        revision: z.number().int(),
        at: instant.nullable(),
        cues: z.number().int(),
        source: z.enum(['shipped', 'own']),
      }),
    ),
  ),
  /** Makes an earlier revision the newest again. */
  'decks.restore': call(deckId.extend({ revision: z.number().int(), source: z.enum(['shipped', 'own']) }), keptSchema),
  /** Which deck feeds the cards; null switches cues off. */
  'decks.use': call(z.object({ id: z.string().max(80).nullable() }), nothing),
  /** Asks by a dialog for a file; null when the person thought better of it. */
  'decks.import': act(nothing, z.discriminatedUnion('ok', [keptSchema, faultySchema]).nullable(), { timeoutMs: 600_000 }),
  'decks.export': act(deckId, z.object({ savedTo: z.string().nullable() }), { timeoutMs: 600_000 }),
  /**
   * When a cue, as it is being edited, would have come in a past interaction, and why if it was never shown. `known` is false for one
   * of which nothing was kept.
   */
  'decks.try': call(
    z.object({ deck: editedDeck, cueId: z.string().max(80), interactionId: id }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        known: z.boolean(),
        moments: z.array(momentSchema),
        notShown: notShownSchema.nullable(),
      }),
      faultySchema,
    ]),
  ),
} as const
