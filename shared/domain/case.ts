import { z } from 'zod'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })

export const caseTypes = ['question', 'order', 'complaint', 'claim', 'suggestion', 'compliment'] as const
export const caseStatuses = ['new', 'open', 'pending', 'resolved', 'closed'] as const
/** Causes of dissatisfaction (SERVICE, *What customers bring*). */
export const caseReasons = [
  'unprofessional',
  'treated_as_number',
  'not_right_first_time',
  'poor_result',
  'not_resolved',
  'impolite',
  'price_higher',
  'slow_answer',
] as const

export const caseSchema = z.object({
  id,
  /** Year and running number, `2026-1184`. */
  number: z.string(),
  type: z.enum(caseTypes),
  status: z.enum(caseStatuses),
  reason: z.enum(caseReasons).nullable(),
  subject: z.string().max(300),
  note: z.string().max(20_000),
  solution: z.string().max(2000),
  nextStep: z.string().max(2000),
  contactId: id.nullable(),
  /** The interaction it was opened from. */
  interactionId: id.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Case = z.infer<typeof caseSchema>
/** Fields an agent fills in; every one optional because each is kept as soon as it is typed. */
export const casePatchSchema = caseSchema
  .pick({ type: true, status: true, reason: true, subject: true, note: true, solution: true, nextStep: true, contactId: true })
  .partial()

/** Outcome codes the product ships; an agent's choice at the end, not the SIP end reason. */
export const dispositionCodes = [
  'resolved',
  'information_given',
  'case_opened',
  'callback_agreed',
  'passed_on',
  'not_reached',
  'wrong_number',
  'no_request',
] as const
export const dispositionSchema = z.object({
  interactionId: id,
  code: z.enum([...dispositionCodes, 'not_chosen']),
  note: z.string().max(20_000),
  at: instant,
})
export type Disposition = z.infer<typeof dispositionSchema>
