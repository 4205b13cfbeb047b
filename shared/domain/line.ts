import { z } from 'zod'
import { appErrorLike } from './app-error.ts'

/**
 * The truth about being reachable, as the phone window knows it.
 *
 *   off ──configure──▶ connecting ──REGISTER 200──▶ registered ──confirmed every minute──┐
 *                        ▲    │                         │ ▲──────────────────────────────┘
 *                        │    └──refused──▶ refused      └──no answer, socket lost──▶ waiting
 *                        └────────────── next try ◀──────────────────────────────────┘
 */
export const registrationSchema = z.object({
  state: z.enum(['off', 'connecting', 'registered', 'waiting', 'refused']),
  since: z.iso.datetime({ precision: 3 }),
  /** `ws:`/`wss:` address in use, without credentials. */
  server: z.string().nullable(),
  /** Last REGISTER or OPTIONS the exchange answered. */
  confirmedAt: z.iso.datetime({ precision: 3 }).nullable(),
  /** When the next try begins, while waiting. */
  nextTryAt: z.iso.datetime({ precision: 3 }).nullable(),
  attempt: z.number().int(),
  problem: appErrorLike.nullable(),
})
export type Registration = z.infer<typeof registrationSchema>

/** What the status named *Line* says. */
export const lineWords = ['connecting', 'ready', 'not_ready', 'ringing', 'in_call', 'wrap_up', 'offline', 'unconfigured'] as const
export type LineWord = (typeof lineWords)[number]

export const presenceSchema = z.object({ ready: z.boolean(), reason: z.string().max(80).nullable() })
export type Presence = z.infer<typeof presenceSchema>

/**
 * What to say of the line. A call under way is said even when the exchange is lost (the sound may go on);
 * *Ready* only when the exchange confirmed us and the agent wants calls.
 */
export function lineWord(facts: {
  registration: Registration
  presence: Presence
  ringing: boolean
  inCall: boolean
  wrapUp: boolean
}): LineWord {
  if (facts.inCall) return 'in_call'
  if (facts.ringing) return 'ringing'
  switch (facts.registration.state) {
    case 'off':
      return 'unconfigured'
    case 'connecting':
      return 'connecting'
    case 'waiting':
    case 'refused':
      return 'offline'
    case 'registered':
      if (facts.wrapUp) return 'wrap_up'
      return facts.presence.ready ? 'ready' : 'not_ready'
  }
}
