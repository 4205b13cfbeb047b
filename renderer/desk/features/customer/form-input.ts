import '../../bridge/no-eval.ts'
import { z } from 'zod'
import { contactFields } from '#shared/domain/contact-fields.ts'
import { contactPointTypes, trusts, usages, type ContactCard, type ContactInput } from '#shared/domain/contact.ts'

/** A contact as it is being typed: every box has its words, empty ones too. */
export const formInputSchema = z.object({
  displayName: z.string(),
  kind: z.enum(['external', 'internal']),
  organizationName: z.string(),
  locale: z.string(),
  city: z.string(),
  customerSince: z.string(),
  promised: z.string(),
  tags: z.string(),
  renewalOn: z.string(),
  lastScore: z.string(),
  /** Own fields that have no box here; they stay. */
  custom: z.record(z.string(), z.string()),
  points: z.array(z.object({ type: z.enum(contactPointTypes), raw: z.string(), usage: z.enum(usages), trust: z.enum(trusts) })),
})
export type FormInput = z.infer<typeof formInputSchema>

/** An empty form, with what is known already. */
export function emptyInput(known: { displayName?: string; phone?: string; email?: string } = {}): FormInput {
  const points: FormInput['points'] = [
    { type: 'phone', raw: known.phone ?? '', usage: 'direct', trust: 'stated' },
    { type: 'email', raw: known.email ?? '', usage: 'direct', trust: 'stated' },
  ]
  return {
    displayName: known.displayName ?? '',
    kind: 'external',
    organizationName: '',
    locale: '',
    city: '',
    customerSince: '',
    promised: '',
    tags: '',
    renewalOn: '',
    lastScore: '',
    custom: {},
    points,
  }
}

/** The form of a contact that is there. */
export function cardToInput({ contact, organizationName, points }: ContactCard): FormInput {
  return {
    displayName: contact.displayName,
    kind: contact.kind,
    organizationName: organizationName ?? '',
    locale: contact.locale ?? '',
    city: contact.city ?? '',
    customerSince: contact.customerSince ?? '',
    promised: contact.promised ?? '',
    tags: contact.tags.join(', '),
    renewalOn: contact.custom[contactFields.renewalOn] ?? '',
    lastScore: contact.custom[contactFields.lastScore] ?? '',
    custom: contact.custom,
    points: points.map(({ raw, trust, type, usage }) => ({ raw, trust, type, usage })),
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function customOf({ custom, lastScore, renewalOn }: FormInput): Record<string, string> {
  const { [contactFields.renewalOn]: _renewal, [contactFields.lastScore]: _score, ...others } = custom
  return {
    ...others,
    ...(renewalOn.trim() === '' ? {} : { [contactFields.renewalOn]: renewalOn.trim() }),
    ...(lastScore.trim() === '' ? {} : { [contactFields.lastScore]: lastScore.trim() }),
  }
}

/** What is sent: empty boxes are nothing, empty points are left out, tags are split at commas. */
export function inputOf(form: FormInput): ContactInput {
  return {
    displayName: form.displayName.trim(),
    kind: form.kind,
    organizationName: orNull(form.organizationName),
    locale: orNull(form.locale),
    city: orNull(form.city),
    customerSince: orNull(form.customerSince),
    promised: orNull(form.promised),
    tags: [...new Set(form.tags.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '').slice(0, 30),
    custom: customOf(form),
    points: form.points.filter((point) => point.raw.trim() !== '').map((point) => ({ ...point, raw: point.raw.trim() })),
  }
}

/** Reads a form that was kept; null when it does not fit (an older version of the desk wrote it). */
export function readKept(text: string): FormInput | null {
  try {
    const parsed = formInputSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
