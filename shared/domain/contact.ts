import { z } from 'zod'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })
const text = z.string().trim().max(300)

export const contactPointTypes = ['phone', 'email'] as const
export const usages = ['direct', 'shared'] as const
/** `verified`: proven by a call or a mail; `stated`: somebody told us; `guessed`: read from a text, never links by itself. */
export const trusts = ['verified', 'stated', 'guessed'] as const

export const contactPointSchema = z.object({
  id,
  contactId: id,
  type: z.enum(contactPointTypes),
  /** As it was given. */
  raw: z.string().max(320),
  /** E.164 (`+36301234567`), a short code as dialled, or a lower-case address. */
  normalized: z.string().max(320),
  extension: z.string().max(20).nullable(),
  usage: z.enum(usages),
  trust: z.enum(trusts),
  /** Where it came from: `agent`, `import`, `call`, `mail`, `practice`. */
  source: z.string().max(40),
  createdAt: instant,
})
export type ContactPoint = z.infer<typeof contactPointSchema>

export const contactSchema = z.object({
  id,
  kind: z.enum(['external', 'internal']),
  displayName: text.min(1),
  organizationId: id.nullable(),
  /** BCP 47 language the customer speaks. */
  locale: z.string().max(35).nullable(),
  timeZone: z.string().max(60).nullable(),
  city: text.nullable(),
  /** Year or date since when they are a customer, as written. */
  customerSince: z.string().max(40).nullable(),
  /** What was promised and is still due; shown beside every interaction. */
  promised: z.string().max(1000).nullable(),
  tags: z.array(z.string().max(60)).max(30),
  custom: z.record(z.string().max(60), z.string().max(1000)),
  mergedIntoId: id.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Contact = z.infer<typeof contactSchema>

export const organizationSchema = z.object({
  id,
  name: text.min(1),
  domains: z.array(z.string().max(253)).max(50),
  createdAt: instant,
})
export type Organization = z.infer<typeof organizationSchema>

/** What the customer region shows at a glance. */
export const contactCardSchema = z.object({
  contact: contactSchema,
  organizationName: z.string().nullable(),
  points: z.array(contactPointSchema),
  openCases: z.array(z.object({ id, number: z.string(), type: z.string(), subject: z.string(), updatedAt: instant })),
  interactionCount: z.number().int(),
  /** Contacts in the last seven days, this one included. */
  recentCount: z.number().int(),
  /** When the first of them was; null when there are none. */
  recentSince: instant.nullable(),
  /** The cases that they hang on, open or not. */
  recentCaseIds: z.array(id),
  /** Two of them that hang on none, or as many as there are: enough to know whether there is another one than this. */
  recentWithoutCase: z.array(id).max(2),
  lastInteractionAt: instant.nullable(),
})
export type ContactCard = z.infer<typeof contactCardSchema>

/** What a person types to make or change a contact. Points are normalised by the records process with the line's region. */
export const contactInputSchema = z.object({
  displayName: text.min(1),
  kind: z.enum(['external', 'internal']).default('external'),
  organizationName: text.nullable().default(null),
  locale: z.string().max(35).nullable().default(null),
  city: text.nullable().default(null),
  customerSince: z.string().max(40).nullable().default(null),
  promised: z.string().max(1000).nullable().default(null),
  tags: z.array(z.string().max(60)).max(30).default([]),
  /** Own fields by key; left out, those that are there stay. `renewalOn` (YYYY-MM-DD) and `lastScore` (0–10) are read by cues. */
  custom: z.record(z.string().max(60), z.string().max(1000)).optional(),
  points: z
    .array(
      z.object({
        type: z.enum(contactPointTypes),
        raw: z.string().trim().min(1).max(320),
        usage: z.enum(usages).default('direct'),
        trust: z.enum(trusts).default('stated'),
      }),
    )
    .max(50)
    .default([]),
})
export type ContactInput = z.infer<typeof contactInputSchema>
