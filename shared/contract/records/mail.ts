import { z } from 'zod'
import {
  conversationSchema,
  draftKinds,
  draftSchema,
  messageBodySchema,
  messageSchema,
  outboxItemSchema,
} from '../../domain/mail.ts'
import { call, nothing } from '../define.ts'
import { cursor, id, instant, limit, page } from '../common.ts'

/** What the desk reads and writes of mail. The mail process has its own, wider set in `mail-store.ts`. */
export const mailRecordCalls = {
  'mail.conversations': call(
    z.object({
      mailboxId: z.string().nullable().default(null),
      filter: z.enum(['all', 'unread', 'waiting']).default('all'),
      cursor,
      limit,
    }),
    page(conversationSchema),
  ),
  'mail.conversation': call(
    z.object({ id }),
    z.object({ conversation: conversationSchema, messages: z.array(messageSchema), drafts: z.array(draftSchema) }),
  ),
  'mail.body': call(z.object({ messageId: id }), messageBodySchema),
  /** Bytes of one part as base64; at most 1 MiB a call for the desk's pictures, files are saved by main. */
  'mail.part': call(
    z.object({ messageId: id, part: z.number().int() }),
    z.object({ contentType: z.string(), fileName: z.string(), base64: z.string() }),
    { timeoutMs: 60_000 },
  ),
  'mail.raw': call(z.object({ messageId: id }), z.object({ base64: z.string() }), { timeoutMs: 60_000 }),
  /** Kept at once; the server is told by the mail process (an operation log survives restarts). */
  'mail.setSeen': call(z.object({ messageIds: z.array(id).max(500), seen: z.boolean() }), nothing),
  /** Links the conversation and all its turns; see `interactions.relink` for the undo. */
  'mail.linkConversation': call(
    z.object({ id, contactId: id.nullable(), actor: z.string().max(200), undoId: id }),
    z.object({ undoId: id }),
  ),
  /** Our mailboxes as they are set up. Main says it before anybody may ask: the mail process, which says it too, may come up later. */
  'mailboxes.known': call(
    z.object({
      mailboxes: z.array(
        z.object({ mailboxId: z.string().max(80), name: z.string(), address: z.string(), senderName: z.string() }),
      ),
    }),
    nothing,
  ),
  /** Makes the draft of an answer: recipients (never our own addresses), subject, quote, the open draft of the same kind if there is one. */
  'drafts.begin': call(
    z.object({
      id,
      kind: z.enum(draftKinds),
      mailboxId: z.string(),
      inReplyToId: id.nullable(),
      contactId: id.nullable(),
      to: draftSchema.shape.to.default([]),
    }),
    draftSchema,
  ),
  'drafts.put': call(z.object({ draft: draftSchema.omit({ updatedAt: true }) }), z.object({ keptAt: instant })),
  'drafts.get': call(z.object({ id }), draftSchema),
  'drafts.discard': call(z.object({ id }), nothing),
  'drafts.restore': call(z.object({ id }), draftSchema),
  'drafts.list': call(nothing, z.array(draftSchema)),
  'drafts.attach': call(z.object({ draftId: id, id, path: z.string() }), draftSchema, { timeoutMs: 60_000 }),
  'drafts.detach': call(z.object({ draftId: id, id }), draftSchema),
  /**
   * Hands the draft over to the outbox: `queued` until `undoUntil`. Refused (`bad_input`) with no recipient, an address that is none,
   * or an unresolved `{{place}}`; refused (`conflict`) when a newer letter of the customer came in, unless `anyway`.
   */
  'outbox.queue': call(
    z.object({ id, draftId: id, undoSeconds: z.number().int().min(0).max(120), anyway: z.boolean() }),
    outboxItemSchema,
  ),
  /** Back to a draft; `conflict` when it is already on its way. */
  'outbox.withdraw': call(z.object({ id }), draftSchema),
  'outbox.list': call(nothing, z.array(outboxItemSchema)),
  /** Try again now (`retry_wait`, `failed`), or, from `unknown`, after the person decided that it did not arrive. */
  'outbox.retry': call(z.object({ id }), outboxItemSchema),
  /** From `unknown`: it did arrive. From `failed`: back to a draft is `outbox.withdraw`. */
  'outbox.settle': call(z.object({ id }), outboxItemSchema),
} as const
