import { z } from 'zod'
import { act, call, nothing } from './define.ts'
import { id } from './common.ts'

/** All that the call pop shows, in words ready to be shown: its page holds no catalogue and asks for nothing else. */
export const popViewSchema = z.object({
  /** The call's id. */
  id,
  /** Customer, else the name or number that came along, else "Number withheld". */
  name: z.string(),
  /** Under the name: the number, or that it is new, or that several have it; '' when the name is all there is. */
  number: z.string(),
  /** Why they call: queue and IVR choice first, then what must be known. `tone` goes with the words, never instead of them. */
  chips: z.array(z.object({ tone: z.enum(['mine', 'plain', 'warn', 'bad']), text: z.string() })).max(8),
  /** Another call that rings too; '' for none. */
  also: z.string(),
  words: z.object({ region: z.string(), ringing: z.string(), answer: z.string(), decline: z.string() }),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  language: z.string(),
})
export type PopView = z.infer<typeof popViewSchema>

const callRef = z.object({ id })

/** The whole of what the call pop may ask. */
export const popCalls = {
  'pop.view': call(nothing, popViewSchema.nullable()),
  'pop.answer': act(callRef, nothing),
  'pop.decline': act(callRef, nothing),
} as const

/** What the preload puts into the pop as `window.courtesyPop`. */
export interface PopBridge {
  /** Never rejects; answers with a `Result` that main has checked. */
  call(name: keyof typeof popCalls, input: unknown): Promise<unknown>
  /** Hears each new view; null when nothing rings any more. Returns how to stop. */
  listen(listener: (view: unknown) => void): () => void
}
