import { z } from 'zod'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })

export const channels = ['voice', 'email', 'in_person'] as const
export const directions = ['inbound', 'outbound', 'internal'] as const
export const interactionStates = ['ringing', 'dialling', 'talk', 'wrap_up', 'received', 'answered', 'closed'] as const
export const segmentKinds = ['ringing', 'talk', 'hold', 'consult', 'conference', 'wrap_up', 'recording_pause'] as const
/** How sure the link to the contact is: see `matching.ts`. `chosen`: a person picked. */
export const matchLevels = ['none', 'verified', 'stated', 'shared', 'guessed', 'chosen', 'withheld'] as const
// What became of a call; for the call log.
/** `elsewhere`: a colleague took it. */
export const callOutcomes = ['answered', 'transferred', 'missed', 'declined', 'elsewhere', 'not_reached', 'failed'] as const

export const interactionSchema = z.object({
  id,
  channel: z.enum(channels),
  direction: z.enum(directions),
  state: z.enum(interactionStates),
  contactId: id.nullable(),
  matchLevel: z.enum(matchLevels),
  /** Contacts that fit, when a person has to choose. */
  candidateIds: z.array(id).max(50),
  /** The other side: E.164, short code, SIP user or address; null when withheld. */
  remote: z.string().max(320).nullable(),
  remoteRaw: z.string().max(1000).nullable(),
  remoteName: z.string().max(300).nullable(),
  queue: z.string().max(200).nullable(),
  ivrOption: z.string().max(200).nullable(),
  divertedFrom: z.string().max(320).nullable(),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: z.enum(callOutcomes).nullable(),
  endReason: z.string().max(40).nullable(),
  sipCallId: z.string().max(300).nullable(),
  /** Mail thread this turn belongs to. */
  conversationId: id.nullable(),
  subject: z.string().max(1000).nullable(),
  caseId: id.nullable(),
  /** What the agent wrote during it. */
  note: z.string().max(20_000),
  disposition: z.string().max(40).nullable(),
})
export type Interaction = z.infer<typeof interactionSchema>

export const segmentSchema = z.object({
  id,
  interactionId: id,
  kind: z.enum(segmentKinds),
  startedAt: instant,
  endedAt: instant.nullable(),
})
export type Segment = z.infer<typeof segmentSchema>

/** One line of the call log or of a list of interactions, with the name at hand. */
export const interactionRowSchema = interactionSchema
  .pick({
    id: true,
    channel: true,
    direction: true,
    state: true,
    contactId: true,
    remote: true,
    remoteName: true,
    queue: true,
    ivrOption: true,
    startedAt: true,
    answeredAt: true,
    endedAt: true,
    outcome: true,
    disposition: true,
    conversationId: true,
    subject: true,
  })
  .extend({ contactName: z.string().nullable(), caseType: z.string().nullable() })
export type InteractionRow = z.infer<typeof interactionRowSchema>

/** One entry of a customer's history, newest first. `at` is when it happened; `id` with `kind` is unique. */
export const timelineEntrySchema = z.object({
  id,
  kind: z.enum(['call', 'mail', 'visit', 'note', 'case']),
  at: instant,
  direction: z.enum(directions).nullable(),
  /** Short words of the record itself (subject, first line, case number); the desk adds the kind's name. */
  title: z.string(),
  summary: z.string(),
  interactionId: id.nullable(),
  conversationId: id.nullable(),
  messageId: id.nullable(),
  caseId: id.nullable(),
  outcome: z.enum(callOutcomes).nullable(),
  disposition: z.string().nullable(),
  /** By which line a call came or went, when there is more than one to tell apart: its toll-free number or account. */
  line: z.string().nullable(),
  /** Talk time, seconds. */
  seconds: z.number().int().nullable(),
  unread: z.boolean(),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

export const noteSchema = z.object({
  id,
  contactId: id,
  interactionId: id.nullable(),
  body: z.string().max(20_000),
  createdAt: instant,
  updatedAt: instant,
})
export type Note = z.infer<typeof noteSchema>
