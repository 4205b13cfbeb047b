import { z } from 'zod'
import { shownReasons } from './not-ready.ts'

/** A code of the exchange as it is dialled or sent; '' where there is none. */
const code = z.string().regex(/^[A-Za-z0-9.+_*#-]{0,40}$/, 'may hold up to 40 letters, digits and . + _ * # -')

/**
 * How the exchange is told that an agent logs in and out, pauses and goes on. Codes that are not set are not sent.
 * `call`: each code is called and the call let go; `message`: it is the text of a MESSAGE (RFC 3428) to `to`; `publish`: it stands in a
 * header of a PUBLISH of our presence (RFC 3903).
 */
export const agentCodesSchema = z.strictObject({
  by: z.enum(['call', 'message', 'publish']).default('call'),
  /** User at the exchange to whom messages go; '' for our own address. */
  to: z
    .string()
    .regex(/^[A-Za-z0-9.+_*-]{0,80}$/, 'must be a user of the exchange')
    .default(''),
  header: z
    .string()
    .regex(/^X-[A-Za-z0-9-]{1,60}$/, 'must be a header that begins with X-')
    .default('X-Agent-State'),
  login: code.default(''),
  logout: code.default(''),
  pause: code.default(''),
  /** Sent in place of `pause` where the reason has a code of its own. */
  reasons: z
    .strictObject(
      Object.fromEntries(shownReasons.map((reason) => [reason, code.default('')])) as Record<
        (typeof shownReasons)[number],
        z.ZodDefault<typeof code>
      >,
    )
    .prefault({}),
  unpause: code.default(''),
})
export type AgentCodes = z.infer<typeof agentCodesSchema>

/** One code on its way. */
export const codeOrderSchema = z.object({
  by: agentCodesSchema.shape.by.removeDefault(),
  to: z.string().max(80),
  header: z.string().max(80),
  code: z.string().min(1).max(40),
  /** Of the presence that is published. */
  open: z.boolean(),
})
export type CodeOrder = z.infer<typeof codeOrderSchema>

/** What the exchange holds for true: nothing (or nobody knows what), that the agent is there, and whether paused and why. */
export type Told = null | 'loggedIn' | { readonly paused: string | null }

/**
 * The next thing the exchange is owed, or null; a code of '' is none, and then nothing is sent. One that knows nothing is told that the
 * agent is there and at once how they are: it may have kept a pause of before.
 */
export function nextStep(
  codes: AgentCodes,
  told: Told,
  wanted: { readonly ready: boolean; readonly reason: string | null },
): { readonly code: string; readonly open: boolean; readonly after: Told } | null {
  if (told === null) return { code: codes.login, open: true, after: 'loggedIn' }
  const now = wanted.ready ? null : `because ${wanted.reason ?? ''}`
  if (told !== 'loggedIn' && told.paused === now) return null
  if (wanted.ready) return { code: codes.unpause, open: true, after: { paused: null } }
  const own = shownReasons.find((each) => each === wanted.reason)
  return { code: (own && codes.reasons[own]) || codes.pause, open: false, after: { paused: now } }
}
