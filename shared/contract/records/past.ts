import { z } from 'zod'
import { casePatchSchema, caseSchema } from '../../domain/case.ts'
import { noteSchema } from '../../domain/interaction.ts'
import { call } from '../define.ts'
import { id, instant } from '../common.ts'

/**
 * What was before, with the time it had then. For main alone, which makes the histories of practice customers: nobody at a desk may
 * write into the past.
 */
export const pastCalls = {
  'past.note': call(z.object({ note: noteSchema.omit({ createdAt: true, updatedAt: true }), at: instant }), noteSchema),
  /** Opened and filled in at once. */
  'past.case': call(
    z.object({ id, contactId: id.nullable(), type: caseSchema.shape.type, patch: casePatchSchema, at: instant }),
    caseSchema,
  ),
} as const
