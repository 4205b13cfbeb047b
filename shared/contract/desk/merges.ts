import { z } from 'zod'
import { act } from '../define.ts'
import { id } from '../common.ts'
import { mergeCalls } from '../records/merges.ts'

/** Two records of the same person; looked at with `merges.preview` and `merges.of`. */
export const mergeDeskCalls = {
  /** Answers with what an undo is asked by. */
  'contacts.merge': act(z.object({ keptId: id, mergedId: id }), z.object({ mergeId: id, keptId: id }), { timeoutMs: 60_000 }),
  'contacts.undoMerge': act(z.object({ mergeId: id }), mergeCalls['merges.undo'].out, { timeoutMs: 60_000 }),
} as const
