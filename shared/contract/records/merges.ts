import { z } from 'zod'
import { contactCardSchema } from '../../domain/contact.ts'
import { call } from '../define.ts'
import { id, instant } from '../common.ts'

const count = z.number().int()
/** A record with what hangs on it. */
export const mergeSideSchema = z.object({
  card: contactCardSchema,
  counts: z.object({ calls: count, letters: count, visits: count, notes: count, cases: count }),
})
export type MergeSide = z.infer<typeof mergeSideSchema>

/** A merge that stands. */
export const standingMergeSchema = z.object({
  id,
  mergedId: id,
  /** Of the merged record. */
  name: z.string(),
  actor: z.string(),
  at: instant,
  /** A later merge of the same record has to be undone first; a merge of the merged record after it. */
  undoable: z.boolean(),
})
export type StandingMerge = z.infer<typeof standingMergeSchema>

/** Two records that turned out to be the same person. Merged ids lead to the record that stays, everywhere. */
export const mergeCalls = {
  'merges.preview': call(z.object({ ids: z.tuple([id, id]) }), z.object({ sides: z.tuple([mergeSideSchema, mergeSideSchema]) })),
  /**
   * The same id again changes nothing. Refused (`bad_input`) with itself or with more numbers than a record may have, (`conflict`) when one
   * of them was merged already or words typed for one of them are not saved.
   */
  'merges.make': call(z.object({ id, keptId: id, mergedId: id, actor: z.string().max(200) }), z.object({ keptId: id }), {
    timeoutMs: 60_000,
  }),
  /** `stay`: what came after the merge and stays with the kept record; `elsewhere`: what was given to somebody else since. */
  'merges.undo': call(
    z.object({ id, actor: z.string().max(200) }),
    z.object({ keptId: id, mergedId: id, stay: count, elsewhere: count }),
    { timeoutMs: 60_000 },
  ),
  /** Newest first; those of merged records too. */
  'merges.of': call(z.object({ contactId: id }), z.array(standingMergeSchema)),
} as const
