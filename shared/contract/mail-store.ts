import { z } from 'zod'
import { addressSchema, outboxStates } from '../domain/mail.ts'
import { call, nothing } from './define.ts'
import { id, instant } from './common.ts'

/**
 * What the mail process asks of the records process, over a MessagePort of their own. Every call may be repeated: the mail process does so
 * after a restart of the records process. Bytes travel as `Uint8Array` (structured clone), numbers of 64 bit (MODSEQ) as decimal text.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
const mailboxId = z.string().max(80)
const uid = z.number().int().min(1).max(4_294_967_295)

/** The folders we keep: where letters arrive and where our own answers lie. */
export const folderRoles = ['inbox', 'sent'] as const
const role = z.enum(folderRoles)
export type FolderRole = z.infer<typeof role>
const folder = z.object({ mailboxId, role })

/** How far a folder is known (RFC 3501 §2.3.1.1, RFC 7162); written in the same transaction as the content it speaks of. */
export const folderStateSchema = z.object({
  path: z.string().max(1000),
  uidValidity: z.string().max(20),
  /** Everything from here on is new. */
  uidNext: z.number().int(),
  highestModseq: z.string().max(20).nullable(),
  /** Headers are here from this UID up to `uidNext`; 1 when the whole folder is. */
  backfilledTo: z.number().int(),
})
export type FolderState = z.infer<typeof folderStateSchema>

export const letterHeaderSchema = z.object({
  messageId: z.string().max(1000).nullable(),
  inReplyTo: z.string().max(1000).nullable(),
  references: z.array(z.string().max(1000)).max(60),
  from: addressSchema.nullable(),
  replyTo: z.array(addressSchema),
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  subject: z.string().max(2000),
  date: instant.nullable(),
  automatic: z.boolean(),
  /** Same letter, same value, whatever folder or UID: SHA-256 over Message-ID, Date, From and Subject as sent; hex. */
  identity: z.string().length(64),
})
export type LetterHeader = z.infer<typeof letterHeaderSchema>

export const folderItemSchema = z.object({
  uid,
  seen: z.boolean(),
  answered: z.boolean(),
  size: z.number().int(),
  /** INTERNALDATE. */
  receivedAt: instant,
  header: letterHeaderSchema,
})
export type FolderItem = z.infer<typeof folderItemSchema>

export const letterPartSchema = z.object({
  part: z.number().int(),
  fileName: z.string().max(255),
  contentType: z.string().max(200),
  inline: z.boolean(),
  contentId: z.string().max(500).nullable(),
  content: bytes,
})
export const letterBodySchema = z.object({
  text: z.string().nullable(),
  html: z.string().nullable(),
  truncated: z.boolean(),
  unreadable: z.boolean(),
  parts: z.array(letterPartSchema).max(1000),
})
export type LetterBody = z.infer<typeof letterBodySchema>

export const envelopeSchema = z.object({ from: z.string(), to: z.array(z.string()).min(1) })
export type Envelope = z.infer<typeof envelopeSchema>

/** All that is needed to build the letter; identity and date are fixed here, so that building it again makes the same letter. */
export const outgoingSchema = z.object({
  id,
  messageId: z.string(),
  date: instant,
  from: addressSchema,
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  bcc: z.array(addressSchema),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  attachments: z.array(z.object({ fileName: z.string(), contentType: z.string(), content: bytes })),
})
export type Outgoing = z.infer<typeof outgoingSchema>

const problem = z.object({ messageKey: z.string(), detail: z.string().nullable() }).nullable()

export const mailStoreCalls = {
  /** Makes the mailbox known; `own` are all addresses of ours, never a customer. Answers with the number of unread letters. */
  'mailbox.open': call(
    z.object({ mailboxId, name: z.string(), address: z.string(), senderName: z.string(), own: z.array(z.string()) }),
    z.object({ unread: z.number().int() }),
  ),
  'folder.state': call(folder, folderStateSchema.nullable()),
  /** The server counts anew (UIDVALIDITY): forgets UIDs only; letters, bodies and links stay and are found again by their identity. */
  'folder.rebase': call(folder.extend({ state: folderStateSchema }), nothing),
  /** One step of a sync, in one transaction. `arrived`: letters that came while we watched, not history. */
  'folder.store': call(
    folder.extend({
      state: folderStateSchema,
      added: z.array(folderItemSchema).max(200),
      flags: z.array(z.object({ uid, seen: z.boolean(), answered: z.boolean() })).max(20_000),
      vanished: z.array(uid).max(100_000),
      arrived: z.boolean(),
    }),
    z.object({ unread: z.number().int() }),
    { timeoutMs: 60_000 },
  ),
  /** All UIDs we hold, ascending. */
  'folder.uids': call(folder, z.array(uid), { timeoutMs: 60_000 }),
  /** Letters whose body is missing: those somebody waits for first, then newest first, not older than `since`. */
  'bodies.wanted': call(
    folder.extend({ since: instant, limit: z.number().int().max(500) }),
    z.array(z.object({ messageId: id, uid, size: z.number().int() })),
  ),
  /** Several letters in one transaction. `raw` is null only for a letter above the size limit, which is then marked unreadable. */
  'bodies.store': call(
    z.object({ letters: z.array(z.object({ messageId: id, raw: bytes.nullable(), body: letterBodySchema })).max(100) }),
    nothing,
    { timeoutMs: 60_000 },
  ),
  /** Flags set here and not yet told to the server, oldest first. */
  'ops.list': call(
    folder,
    z.array(z.object({ id: z.number().int(), uid, flag: z.enum(['\\Seen', '\\Answered']), set: z.boolean() })),
  ),
  'ops.done': call(z.object({ ids: z.array(z.number().int()).max(1000) }), nothing),

  /**
   * Once after the mail process began: what it was sending when it was killed. Without `handedOver` nobody can have got it → `retry_wait`;
   * with it → `unknown`. `ids` are letters this very process is sending now and which therefore are not touched.
   */
  'outbox.recover': call(z.object({ mailboxId, busy: z.array(id) }), nothing),
  /** What can be done now, and when to look again. */
  'outbox.due': call(
    z.object({ mailboxId, now: instant }),
    z.object({
      items: z.array(z.object({ id, state: z.enum(outboxStates), attempts: z.number().int() })),
      nextAt: instant.nullable(),
    }),
  ),
  /** `queued` → `building` (from then on undo is refused) and everything to build from. Null when it is no longer there to build. */
  'outbox.build': call(z.object({ id, now: instant }), outgoingSchema.nullable(), { timeoutMs: 60_000 }),
  /** Keeps the letter as it will travel (`wire`, without Bcc) and as Sent keeps it (`copy`). */
  'outbox.freeze': call(
    z.object({ id, wire: bytes, copy: bytes, envelope: envelopeSchema, header: letterHeaderSchema, body: letterBodySchema }),
    nothing,
    { timeoutMs: 60_000 },
  ),
  'outbox.frozen': call(
    z.object({ id }),
    z.object({ wire: bytes, copy: bytes, envelope: envelopeSchema, messageId: z.string() }).nullable(),
    { timeoutMs: 60_000 },
  ),
  /** Just before the end of DATA is written: from here on the server may have it. */
  'outbox.handedOver': call(z.object({ id }), nothing),
  /** Moves on; answers false when it was not in `from` (somebody else moved it). `to: accepted` stores the letter in its conversation. */
  'outbox.move': call(
    z.object({
      id,
      from: z.array(z.enum(outboxStates)),
      to: z.enum(outboxStates),
      at: instant,
      nextAttemptAt: instant.nullable().default(null),
      rejected: z.array(z.object({ address: z.string(), reason: z.string() })).default([]),
      response: z.string().max(1000).nullable().default(null),
      problem: problem.default(null),
    }),
    z.boolean(),
  ),
} as const

export const mailStoreEvents = {
  /** Something for the mail process to do: a flag to tell, a body somebody waits for, a letter to send. */
  work: z.object({ mailboxId: mailboxId.nullable() }),
} as const
