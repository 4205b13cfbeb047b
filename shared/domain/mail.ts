import { z } from 'zod'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })

export const addressSchema = z.object({ name: z.string().max(500), address: z.string().max(320) })
export type Address = z.infer<typeof addressSchema>
const addresses = z.array(addressSchema).max(2000)

export const attachmentSchema = z.object({
  /** Number of the part inside the message, stable because the raw message is kept. */
  part: z.number().int(),
  fileName: z.string().max(255),
  contentType: z.string().max(200),
  size: z.number().int(),
  inline: z.boolean(),
  /** Content-ID without the angle brackets, for pictures inside the text. */
  contentId: z.string().max(500).nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const messageSchema = z.object({
  id,
  conversationId: id,
  mailboxId: z.string().max(80),
  direction: z.enum(['inbound', 'outbound']),
  /** RFC 5322 Message-ID with its angle brackets. */
  messageId: z.string().max(1000).nullable(),
  from: addressSchema.nullable(),
  replyTo: addresses,
  to: addresses,
  cc: addresses,
  subject: z.string().max(2000),
  date: instant,
  receivedAt: instant,
  snippet: z.string().max(400),
  seen: z.boolean(),
  answered: z.boolean(),
  /** Body and attachments are here; false while only the headers are. */
  complete: z.boolean(),
  /** Could not be read; the raw message is kept and can be saved. */
  unreadable: z.boolean(),
  /** Sent by a machine (RFC 3834, lists, bounces): never answered automatically. */
  automatic: z.boolean(),
  attachments: z.array(attachmentSchema),
  contactId: id.nullable(),
  size: z.number().int(),
})
export type Message = z.infer<typeof messageSchema>

export const conversationSchema = z.object({
  id,
  mailboxId: z.string().max(80),
  subject: z.string().max(2000),
  /** Counterpart's address; conversations never cross customers. */
  counterpart: addressSchema,
  contactId: id.nullable(),
  contactName: z.string().nullable(),
  lastAt: instant,
  snippet: z.string().max(400),
  messageCount: z.number().int(),
  unreadCount: z.number().int(),
  /** `waiting`: the last word is the customer's. */
  state: z.enum(['waiting', 'answered', 'closed']),
  hasAttachments: z.boolean(),
  hasDraft: z.boolean(),
  automatic: z.boolean(),
})
export type Conversation = z.infer<typeof conversationSchema>

export const messageBodySchema = z.object({
  messageId: id,
  /** As received, not yet made harmless: only `renderer/desk/features/mail/letter` may touch it. */
  html: z.string().nullable(),
  text: z.string().nullable(),
  /** Cut at the size limit; the whole letter can be saved. */
  truncated: z.boolean(),
})
export type MessageBody = z.infer<typeof messageBodySchema>

export const draftKinds = ['new', 'reply', 'reply_all', 'forward'] as const
export const draftSchema = z.object({
  id,
  kind: z.enum(draftKinds),
  mailboxId: z.string().max(80),
  conversationId: id.nullable(),
  /** The message answered or forwarded. */
  inReplyToId: id.nullable(),
  contactId: id.nullable(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  /** What stands in the recipient boxes and is no address yet; kept so that no keystroke is lost. */
  unfinished: z.object({ to: z.string().max(2000), cc: z.string().max(2000), bcc: z.string().max(2000) }),
  subject: z.string().max(2000),
  /** The composer's HTML, without the quoted history. */
  html: z.string().max(2_000_000),
  text: z.string().max(2_000_000),
  quote: z.object({ html: z.string().max(2_000_000), text: z.string().max(2_000_000) }).nullable(),
  /** Parts of `inReplyToId` to send along (forward) and files added by the agent (kept in the database). */
  attachments: z.array(z.object({ id, fileName: z.string().max(255), contentType: z.string().max(200), size: z.number().int() })),
  updatedAt: instant,
})
export type Draft = z.infer<typeof draftSchema>

/**
 *   queued ──undo window over──▶ building ──MIME frozen──▶ sending ──250──▶ accepted ──copy in Sent──▶ done
 *     │undo                                                  │ ├─4yz, no connection──▶ retry_wait ──▶ sending
 *     ▼                                                      │ ├─5yz──▶ failed
 *   draft again                                              │ └─connection lost after DATA, or killed──▶ unknown
 *                                                            └── unknown ──found in Sent──▶ done; else the agent decides
 */
export const outboxStates = [
  'queued',
  'building',
  'sending',
  'accepted',
  'done',
  'retry_wait',
  'failed',
  'unknown',
  'bounced',
  'withdrawn',
] as const
export const outboxItemSchema = z.object({
  id,
  draftId: id,
  mailboxId: z.string(),
  conversationId: id.nullable(),
  contactId: id.nullable(),
  state: z.enum(outboxStates),
  to: addresses,
  subject: z.string(),
  messageId: z.string(),
  undoUntil: instant.nullable(),
  attempts: z.number().int(),
  nextAttemptAt: instant.nullable(),
  /** Recipients the server refused while it took the others. */
  rejected: z.array(z.object({ address: z.string(), reason: z.string() })),
  problem: z.object({ messageKey: z.string(), detail: z.string().nullable() }).nullable(),
  updatedAt: instant,
})
export type OutboxItem = z.infer<typeof outboxItemSchema>

/** What a mailbox says about itself, in plain words on the desk. */
export const mailboxStatusSchema = z.object({
  mailboxId: z.string(),
  name: z.string(),
  address: z.string(),
  state: z.enum(['connecting', 'syncing', 'idle', 'offline', 'refused']),
  since: instant,
  nextTryAt: instant.nullable(),
  /** First sync and backfill: how many of how many are here. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  problem: z.object({ messageKey: z.string(), detail: z.string().nullable() }).nullable(),
  unread: z.number().int(),
})
export type MailboxStatus = z.infer<typeof mailboxStatusSchema>
