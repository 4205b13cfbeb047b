import { z } from 'zod'
import { recordingSchema } from '../../domain/recording.ts'
import { call, nothing } from '../define.ts'
import { id } from '../common.ts'

/** What the records know of recordings; the sound itself is main's. */
export const recordingCalls = {
  /** Writes the whole row but its legal hold; the same id again replaces it. An erased one stays erased. */
  'recordings.put': call(z.object({ recording: recordingSchema }), nothing),
  /** Throws `not_found`. */
  'recordings.get': call(z.object({ id }), recordingSchema),
  /** Those of a call, oldest first. */
  'recordings.of': call(z.object({ interactionId: id }), z.array(recordingSchema)),
  /** Notes the act in the audit trail in the same transaction. */
  'recordings.hold': call(z.object({ id, hold: z.boolean(), actor: z.string().max(200), auditId: id }), nothing),
  /** Erased from now on, noted in the audit trail; refused under legal hold (`denied`). The files are erased after it. */
  'recordings.erase': call(z.object({ id, actor: z.string().max(200), auditId: id }), nothing),
} as const
