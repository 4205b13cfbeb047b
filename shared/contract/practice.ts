import { z } from 'zod'
import { act, nothing } from './define.ts'
import { id } from './common.ts'

const leg = z.object({ legId: id })
const sdp = z.string().max(64_000)
const sound = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 2_000_000, 'too long')

/** What main asks of the practice window, where the customers have their mouths and ears. */
export const practiceWindowCalls = {
  /** A call to the agent: the customer's offer, with all its addresses. */
  offer: act(leg, z.object({ sdp })),
  /** The agent answered. */
  answered: act(leg.extend({ sdp }), nothing),
  /** The agent's offer, of a new call or a change (hold, resume, new path): the customer's answer. */
  answer: act(leg.extend({ sdp }), z.object({ sdp, held: z.boolean() })),
  /** Speaks one clip (Ogg Opus) after whatever is being said; its end comes as `said`. */
  say: act(leg.extend({ clip: z.string().max(100), sound }), nothing),
  hush: act(leg, nothing),
  close: act(leg, nothing),
} as const

export const practiceWindowEvents = {
  /** Sound can flow (ICE and DTLS are through), or no longer. */
  path: leg.extend({ up: z.boolean() }),
  /** The agent began to speak, or has been quiet for a moment. */
  agent: leg.extend({ speaks: z.boolean() }),
  /** A clip was said to its end (not when it was hushed). */
  said: leg.extend({ clip: z.string() }),
  /** Twice a second while a call is up: seconds of the agent's voice heard so far, and its loudness now (RMS, 0–1). */
  ear: leg.extend({ voiceSeconds: z.number(), level: z.number() }),
  log: z.object({ level: z.enum(['info', 'warn', 'error']), what: z.string(), context: z.record(z.string(), z.unknown()) }),
} as const
