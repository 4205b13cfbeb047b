import { z } from 'zod'
import { channels } from '../interaction.ts'
import { whenSchema } from './conditions.ts'
import { blockSchema } from './tree.ts'

export const playbookLanguages = ['en', 'de', 'hu', 'cs', 'mn'] as const
export type PlaybookLanguage = (typeof playbookLanguages)[number]
/** The stages of an interaction, in their order. */
export const playbookStages = ['greet', 'understand', 'solve', 'close', 'wrap_up'] as const

/** What stands between the two `---` of a file. An unknown key is refused: it is a misspelt one. */
export const frontMatterSchema = z.strictObject({
  /** Stays for ever, in every language; ticks and notes are kept under it. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is small letters, digits and hyphens')
    .max(60),
  /** What people say: "S-014". */
  code: z.string().regex(/^[A-Z]{1,3}-\d{3}$/, 'looks like S-014'),
  version: z.number().int().min(1).max(9999),
  title: z.string().trim().min(3).max(120),
  stage: z.enum(playbookStages).optional(),
  channels: z.array(z.enum(channels)).min(1).max(channels.length),
  /** When it is offered by itself; without it is found by searching only. */
  when: whenSchema.optional(),
  tags: z.array(z.string().trim().min(1).max(40)).max(12).default([]),
  /** Day on which somebody reads it again: `2027-06-30`. */
  reviewBy: z.iso.date(),
  mandatory: z.boolean().default(false),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Who wrote it: shipped with Courtesy, or the team itself. */
export const origins = ['shipped', 'own'] as const

export const playbookSchema = frontMatterSchema.extend({
  language: z.enum(playbookLanguages),
  origin: z.enum(origins),
  body: z.array(blockSchema).max(400),
  /** Steps that can be ticked, counted from 0 in the order of the text. */
  steps: z.number().int().min(1).max(20),
  /** Title, tags and body as plain words, for searching. */
  words: z.string(),
})
export type Playbook = z.infer<typeof playbookSchema>

/** One of a list: without its body. */
export const playbookHeadSchema = playbookSchema.omit({ body: true, words: true, when: true }).extend({ reviewDue: z.boolean() })
export type PlaybookHead = z.infer<typeof playbookHeadSchema>

/** A book as a line of a list. @param today ISO date; a `reviewBy` before it is due */
export function headOf(book: Playbook, today: string): PlaybookHead {
  const { body: _body, when: _when, words: _words, ...head } = book
  return { ...head, reviewDue: book.reviewBy < today }
}

/** Why a file is not used, or not in every language. `refused`: it does not count; `missing`: a language of it is not written yet. */
export const playbookProblemSchema = z.object({
  kind: z.enum(['refused', 'missing']),
  /** `hu/price-higher.md` of its origin. */
  file: z.string(),
  origin: z.enum(origins),
  /** From 1; null when it is about the whole file. */
  line: z.number().int().nullable(),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The last good version of the file goes on being used. */
  keptLast: z.boolean(),
})
export type PlaybookProblem = z.infer<typeof playbookProblemSchema>
