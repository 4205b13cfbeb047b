import { z } from 'zod'
import { callQualitySchema, qualityFiguresSchema } from './call-quality.ts'

/**
 * One telephone call as the phone window sees it. The facts a caller's INVITE brought stay the same for its whole life.
 *
 *   incoming: ringing ──answer──▶ connected ──▶ ended
 *                └──declined, cancelled, answered elsewhere──▶ ended
 *   outgoing: dialling ──180/183──▶ alerting ──200──▶ connected ──▶ ended
 */
export const callPhases = ['ringing', 'dialling', 'alerting', 'connected', 'ended'] as const

/** Why a call ended; not the agent's disposition. */
export const endReasons = [
  'hung_up_here',
  'hung_up_there',
  /** Handed over to somebody else, who answered. */
  'transferred',
  'declined',
  /** It rang while the desk was being closed: nobody here declined it. */
  'desk_closed',
  'caller_gave_up',
  'answered_elsewhere',
  'busy',
  'no_answer',
  'refused',
  'not_found',
  'media_failed',
  'connection_lost',
  'failed',
] as const

export const partySchema = z.object({
  /** Display name of the name-addr, unquoted; '' when there was none. */
  name: z.string().max(300),
  /** User part of a sip: URI or the number of a tel: URI; '' when withheld. */
  user: z.string().max(300),
  uri: z.string().max(1000),
})
export type Party = z.infer<typeof partySchema>

/** The exchange says who is to answer: the telephone itself, `after` so many seconds of ringing, or a person. */
const answerAskedSchema = z.object({ mode: z.enum(['auto', 'manual']), after: z.number().int().min(0).max(60) })
export type AnswerAsked = z.infer<typeof answerAskedSchema>

export const inviteFactsSchema = z.object({
  from: partySchema,
  /** P-Asserted-Identity (RFC 3325), only taken from our own server. */
  asserted: partySchema.nullable(),
  /** Remote-Party-ID (draft-ietf-sip-privacy-04), the older form of the same. */
  remoteParty: partySchema.nullable(),
  /** Caller asked for privacy (RFC 3323 `Privacy: id`) or called as anonymous (RFC 3261 §8.1.1.3). */
  withheld: z.boolean(),
  /** The number dialled before it was forwarded to us: Diversion (RFC 5806), else History-Info (RFC 7044). */
  divertedFrom: partySchema.nullable(),
  diversionReason: z.string().max(100).nullable(),
  queue: z.string().max(200).nullable(),
  ivrOption: z.string().max(200).nullable(),
  alertInfo: z.string().max(500).nullable(),
  callInfo: z.string().max(500).nullable(),
  answerAsked: answerAskedSchema.nullable(),
  to: partySchema,
  sipCallId: z.string().max(300),
})
export type InviteFacts = z.infer<typeof inviteFactsSchema>

/**
 * A transfer that is under way or did not come about; one that did ends the call. `asked`: the other side was asked to call somebody
 * else. `trying`, `ringing`: it told how far it is.
 */
export const transferSchema = z.object({
  kind: z.enum(['blind', 'attended']),
  /** As dialled, or the name of whom we talked to before. */
  to: z.string().max(300),
  state: z.enum(['asked', 'trying', 'ringing', 'failed']),
  /**
   * Why it failed: the other side does not transfer (`refused`), reached nobody (`failed`, with what it was told), said nothing more
   * (`silent`), or the request did not get through (`unsent`).
   */
  problem: z.enum(['refused', 'failed', 'silent', 'unsent']).nullable(),
  status: z.number().int().nullable(),
})
export type Transfer = z.infer<typeof transferSchema>

/** What is done when the other side asks us to call somebody else, or somebody to take its place: the agent is asked, or it is refused. */
export const handOverSchema = z.enum(['ask', 'refuse'])

/**
 * What only the agent can decide: the other side asks us to call `who` in its place (`refer`, RFC 3515), or `who` calls to take the other
 * side's place in this call (`replace`, RFC 3891).
 */
export const askedSchema = z.object({ kind: z.enum(['refer', 'replace']), who: partySchema })

export const callSchema = z.object({
  callId: z.uuid(),
  direction: z.enum(['inbound', 'outbound']),
  phase: z.enum(callPhases),
  facts: inviteFactsSchema,
  startedAt: z.iso.datetime({ precision: 3 }),
  answeredAt: z.iso.datetime({ precision: 3 }).nullable(),
  endedAt: z.iso.datetime({ precision: 3 }).nullable(),
  endReason: z.enum(endReasons).nullable(),
  /** Final SIP status of a failed call, for the details fold. */
  sipStatus: z.number().int().nullable(),
  /** Nobody pressed a key: it is, or is just being, answered by itself. */
  automatic: z.boolean(),
  held: z.boolean(),
  /** A hold or resume is under way; the buttons wait for its end. */
  holdPending: z.boolean(),
  /**
   * The exchange did not take our last hold (silent here all the same, but the other side may hear no hold music and may still send) or
   * our last resume (still on hold). Null once it agreed.
   */
  holdProblem: z.enum(['hold', 'resume']).nullable(),
  heldByThem: z.boolean(),
  muted: z.boolean(),
  /** Talked together with the other call of which that is said, too (a conference). */
  together: z.boolean(),
  /** The exchange cannot be reached at the moment; sound may go on. */
  signallingLost: z.boolean(),
  canSendTones: z.boolean(),
  transfer: transferSchema.nullable(),
  /** The slot it was parked in, when the exchange named one; it ends as transferred. */
  parkedAt: z.string().max(20).nullable(),
  asked: askedSchema.nullable(),
  /** Who is at the other end now when that is no longer whom the call began with: told by the exchange (RFC 5876), or came in their place. */
  connectedTo: partySchema.nullable(),
  /** How it sounds now; null until that is known, and while it is on hold. */
  quality: callQualitySchema.nullable(),
  /** How it sounded in all, told with its end. */
  figures: qualityFiguresSchema.nullable(),
})
export type Call = z.infer<typeof callSchema>
export type EndReason = (typeof endReasons)[number]
