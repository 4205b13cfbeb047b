import { z } from 'zod'
import { scoreSheetSchema } from '../../practice/score.ts'
import { practiceLanguages } from '../../practice/texts.ts'
import { act, call, nothing } from '../define.ts'
import { instant } from '../common.ts'

const scenarioRef = z.object({ scenarioId: z.string().max(40) })

/** Practice as the desk shows it; null at every ordinary start. Titles and briefs are in the language practised in. */
export const practiceViewSchema = z
  .object({
    language: z.enum(practiceLanguages),
    /** Nobody calls by themselves; calls asked for still come. */
    paused: z.boolean(),
    scenarios: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        brief: z.string(),
        customer: z.string(),
        canCall: z.boolean(),
        canWrite: z.boolean(),
        /** Calls that were talked and letters that were written so far. */
        calls: z.number().int(),
        letters: z.number().int(),
      }),
    ),
    /** Who is on the line, from the first ring on. */
    current: z
      .object({
        scenarioId: z.string(),
        stage: z.enum(['ringing', 'talking', 'held']),
        /** Seconds of the agent's voice the customer has heard so far. */
        hears: z.number(),
      })
      .nullable(),
    /** Who calls next by themselves, and when. */
    next: z.object({ scenarioId: z.string(), at: instant }).nullable(),
    /** Newest first; at most twenty. */
    sheets: z.array(scoreSheetSchema.extend({ title: z.string(), at: instant })),
    /** Files of scenarios that are not used, and why. */
    problems: z.array(
      z.object({
        file: z.string(),
        line: z.number().int().nullable(),
        messageKey: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .nullable()
export type PracticeView = z.infer<typeof practiceViewSchema>

export const practiceCalls = {
  /** Starts Courtesy anew with the practice line and mailbox, on data of its own. */
  'app.practise': act(nothing, nothing),
  /** Starts Courtesy anew with the real line and mailbox. */
  'app.leavePractice': act(nothing, nothing),
  /** This customer calls now; refused (`conflict`) while another one is on the line, or before the line is ready. */
  'practice.callNow': act(scenarioRef, nothing),
  'practice.writeNow': act(scenarioRef, nothing),
  'practice.pause': call(z.object({ paused: z.boolean() }), nothing),
} as const
