import { z } from 'zod'
import { contactCardSchema, contactInputSchema, contactSchema } from '../../domain/contact.ts'
import { matchLevels } from '../../domain/interaction.ts'
import { call } from '../define.ts'
import { cursor, id, limit, page } from '../common.ts'

/** What a caller's number or a sender's address says about who it is; made by `shared/domain/matching.ts`. */
export const matchResultSchema = z.object({
  level: z.enum(matchLevels),
  /** The one contact to open, or null. */
  contactId: id.nullable(),
  /** For the chooser: ordered by open case, then last contact. */
  candidates: z.array(contactCardSchema),
  /** E.164, short code or lower-case address; null when withheld. */
  normalized: z.string().nullable(),
  /** As people of the line's country write it. */
  display: z.string().nullable(),
})
export type MatchResult = z.infer<typeof matchResultSchema>

export const contactRowSchema = contactSchema
  .pick({ id: true, displayName: true, kind: true, city: true, tags: true, locale: true })
  .extend({
    organizationName: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    openCases: z.number().int(),
    lastInteractionAt: z.string().nullable(),
  })
export type ContactRow = z.infer<typeof contactRowSchema>

export const contactCalls = {
  'contacts.card': call(z.object({ id }), contactCardSchema),
  /** By name, or narrowed by what is typed (name, number in any spelling, address). */
  'contacts.list': call(z.object({ text: z.string().max(200).default(''), cursor, limit }), page(contactRowSchema)),
  'contacts.create': call(z.object({ id, input: contactInputSchema }), contactCardSchema),
  /** Points that are missing in `input.points` are removed; equal ones keep their ids. */
  'contacts.update': call(z.object({ id, input: contactInputSchema }), contactCardSchema),
  /** Same number or address at somebody else, while a contact is being typed. */
  'contacts.duplicates': call(z.object({ input: contactInputSchema, exceptId: id.nullable() }), z.array(contactRowSchema)),
  'contacts.match': call(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('phone'), raw: z.string().max(320).nullable() }),
      z.object({ type: z.literal('email'), addresses: z.array(z.string().max(320)).max(20), own: z.array(z.string().max(320)) }),
    ]),
    matchResultSchema,
  ),
} as const
