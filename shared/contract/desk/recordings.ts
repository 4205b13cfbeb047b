import { z } from 'zod'
import { recordingActs } from '../../domain/recording.ts'
import { act, nothing } from '../define.ts'
import { id } from '../common.ts'

/** What the desk may do about the recording of a call and about one that was made. */
export const recordingDeskCalls = {
  /** `id` is the call's. An act that means nothing now changes nothing. */
  'recording.act': act(z.object({ id, act: z.enum(recordingActs) }), nothing),
  /**
   * Where a recording can be heard, in this run of Courtesy: an address for an audio element, answered by range. Each call is noted in the
   * audit trail; one that cannot be noted cannot be heard.
   */
  'recording.listen': act(z.object({ id }), z.object({ url: z.string() })),
  'recording.hold': act(z.object({ id, hold: z.boolean() }), nothing),
  /** Key and file go for good; refused under legal hold. */
  'recording.erase': act(z.object({ id }), nothing),
} as const
