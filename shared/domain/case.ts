import { z } from 'zod'
import { caseReasons, caseStatuses, caseTypes, dispositionCodes } from './case-choices.ts'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })

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

export const dispositionSchema = z.object({
  interactionId: id,
  code: z.enum([...dispositionCodes, 'not_chosen']),
  note: z.string().max(20_000),
  at: instant,
})
export type Disposition = z.infer<typeof dispositionSchema>
