import { z } from 'zod'
import { cueEvents, stages } from '../facts.ts'
import { conditionSchema } from './condition.ts'
import { cueChannels, questionFields, techniques } from './names.ts'

const plain = (max: number) => z.string().trim().min(1).max(max)
const inEachLanguage = <T extends z.ZodType>(value: T) =>
  z.strictObject({ en: value, de: value, hu: value, cs: value, mn: value })
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/)
  .describe('small letters, digits, dot, dash and underscore')
const holdOutShare = z
  .number()
  .min(0)
  .max(0.5)
  .describe('share of due moments in which the card is kept back to measure its effect')

/** What the card says: what to say, why it helps, and an example in the agent's own mouth. */
const cardSchema = z.strictObject({ say: plain(200), why: plain(300), example: plain(400) })
export type Card = z.infer<typeof cardSchema>

const questionSchema = z.strictObject({ field: z.enum(questionFields), ask: inEachLanguage(plain(200)) })
export type Question = z.infer<typeof questionSchema>

export const cueSchema = z
  .strictObject({
    id: slug,
    /** Grows with each change of meaning, so that figures of one wording are not mixed with those of the next. */
    version: z.int().min(1).max(100_000),
    technique: z.enum(techniques),
    channels: z.array(z.enum(cueChannels)).min(1).max(cueChannels.length),
    stage: z.enum(stages),
    /** The higher goes first; equal ones go in the deck's order. */
    priority: z.int().min(0).max(100),
    /** Only these events make it due; without it any event does. */
    on: z.array(z.enum(cueEvents)).min(1).max(cueEvents.length).optional(),
    when: conditionSchema,
    /** How long the card stays, seconds. */
    expiresSeconds: z.int().min(3).max(600),
    card: inEachLanguage(cardSchema),
    /** Why it came, with `{{fact}}` places; which forms they take is in `evidence.ts`. */
    evidence: inEachLanguage(plain(200)),
    questions: z.array(questionSchema).min(1).max(8).optional(),
    playbook: slug.optional(),
    holdOutShare: holdOutShare.optional(),
    off: z.boolean().optional(),
  })
  .meta({ id: 'Cue' })
export type Cue = z.infer<typeof cueSchema>

export const deckSchema = z
  .strictObject({
    /** For editors that look things up; not used. */
    $schema: z.string().max(300).optional(),
    version: z.literal(1),
    id: slug,
    name: plain(120),
    /** Counted up by each save. */
    revision: z.int().min(1).max(1_000_000),
    limits: z.strictObject({
      /** Between two cards, seconds. */
      gapSeconds: z.int().min(10).max(3600).default(60),
      perInteraction: z.int().min(1).max(20).default(4),
      /** How long a due card may wait for a pause before it is dropped. */
      deferSeconds: z.int().min(0).max(30).default(5),
      holdOutShare: holdOutShare.default(0),
    }),
    cues: z.array(cueSchema).max(1000),
  })
  .meta({ title: 'Courtesy cue deck' })
export type Deck = z.infer<typeof deckSchema>

/** The published JSON schema of a deck file, as text; `resources/cue-decks/deck.schema.json` holds the same. */
export const deckJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(deckSchema, { io: 'input' }), null, 2)}\n`
