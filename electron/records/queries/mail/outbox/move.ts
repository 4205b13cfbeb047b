import { deserialize } from 'node:v8'
import { letterBodySchema, letterHeaderSchema } from '#shared/contract/mail-store.ts'
import { mayMove, type OutboxState } from '#shared/domain/mail/outbox.ts'
import type { Changes } from '../../../database/changes.ts'
import type { Writer } from '../../../database/store.ts'
import { mailboxOf } from '../own.ts'
import { refreshConversations } from '../refresh.ts'
import type { OutboxRow } from '../rows.ts'
import { addMessage, setAnswered, wordsOf } from '../store/add-message.ts'
import { storeBody, textOf } from '../store/keep-body.ts'
import { addOperation } from '../store/operations.ts'
import { indexLetter } from '../words.ts'

export interface OutboxMove {
  readonly id: string
  readonly from: readonly OutboxState[]
  readonly to: OutboxState
  readonly at: string
  readonly nextAttemptAt?: string | null
  readonly rejected?: readonly { address: string; reason: string }[]
  readonly response?: string | null
  readonly problem?: { messageKey: string; detail: string | null } | null
}

/**
 * Moves a letter of the outbox on, as `mayMove` allows; the same move again (an answer that got lost) does nothing and answers true.
 * `accepted` puts the letter into its conversation and answers what it replies to; `done` lets go of the bytes.
 * @returns false when it is in none of the states `from`
 */
export async function moveOutbox(tx: Writer, changes: Changes, move: OutboxMove): Promise<boolean> {
  const row = await tx.selectFrom('outbox').selectAll().where('id', '=', move.id).executeTakeFirst()
  if (!row) return false
  const again = row.state === move.to && !move.from.includes(row.state)
  if (again) return true
  if (!move.from.includes(row.state) || !mayMove(row.state, move.to)) return false
  await tx
    .updateTable('outbox')
    .set({
      state: move.to,
      next_attempt_at: move.nextAttemptAt ?? null,
      problem: move.problem ? JSON.stringify(move.problem) : null,
      updated_at: move.at,
      ...(move.rejected && move.rejected.length > 0 ? { rejected: JSON.stringify(move.rejected) } : {}),
      ...(move.response ? { response: move.response } : {}),
      ...(move.to === 'sending' ? { attempts: row.attempts + 1, handed_over: 0 } : {}),
    })
    .where('id', '=', move.id)
    .execute()
  if (move.to === 'accepted' && row.state !== 'accepted') await storeSent(tx, changes, row, move.at)
  if (move.to === 'done') await tx.deleteFrom('outbox_letters').where('outbox_id', '=', move.id).execute()
  changes.add(['outbox', 'conversations', 'drafts'], row.contact_id)
  return true
}

/** The letter as one of the conversation's; Sent's copy of it is found by its identity later. */
async function storeSent(tx: Writer, changes: Changes, row: OutboxRow, at: string): Promise<void> {
  await tx.updateTable('drafts').set({ state: 'sent', updated_at: at }).where('id', '=', row.draft_id).execute()
  const letter = await tx
    .selectFrom('outbox_letters')
    .select(['parsed', 'copy'])
    .where('outbox_id', '=', row.id)
    .executeTakeFirst()
  const known = await tx
    .selectFrom('messages')
    .select('id')
    .where('mailbox_id', '=', row.mailbox_id)
    .where('message_id', '=', row.message_id)
    .where('direction', '=', 'outbound')
    .executeTakeFirst()
  if (!letter || known) return
  const kept = deserialize(letter.parsed) as { header: unknown; body: unknown }
  const header = letterHeaderSchema.parse(kept.header)
  const body = letterBodySchema.parse(kept.body)
  const { own } = await mailboxOf(tx, row.mailbox_id)
  const added = await addMessage(tx, changes, row.mailbox_id, own, {
    header,
    role: 'sent',
    receivedAt: at,
    seen: true,
    answered: false,
    size: letter.copy.byteLength,
  })
  await storeBody(tx, added.id, letter.copy, body)
  await indexLetter(tx, added.seq, [...wordsOf(header), textOf(body)])
  const draft = await tx.selectFrom('drafts').select(['in_reply_to_id', 'kind']).where('id', '=', row.draft_id).executeTakeFirst()
  if (draft?.in_reply_to_id && draft.kind !== 'forward') await answerUpTo(tx, draft.in_reply_to_id, at)
  // An answer stays in the conversation it was written in, whatever its subject was changed to.
  if (
    row.conversation_id !== null &&
    row.conversation_id !== added.conversationId &&
    draft?.in_reply_to_id &&
    draft.kind !== 'forward'
  ) {
    await tx.updateTable('messages').set({ conversation_id: row.conversation_id }).where('id', '=', added.id).execute()
    await tx.updateTable('interactions').set({ conversation_id: row.conversation_id }).where('id', '=', added.id).execute()
    const left = await tx
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', added.conversationId)
      .limit(1)
      .executeTakeFirst()
    if (!left)
      await tx
        .updateTable('conversations')
        .set({ merged_into_id: row.conversation_id })
        .where('id', '=', added.conversationId)
        .execute()
  }
  await refreshConversations(tx, [...added.touched, ...(row.conversation_id === null ? [] : [row.conversation_id])])
}

/** The answered letter and those before it in the conversation: all their turns are answered; the server is told of the letter itself. */
async function answerUpTo(tx: Writer, messageId: string, at: string): Promise<void> {
  const answered = await tx
    .selectFrom('messages')
    .select(['seq', 'conversation_id', 'mailbox_id', 'direction'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!answered) return
  const earlier = await tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', answered.conversation_id)
    .where('seq', '<=', answered.seq)
    .where('direction', '=', 'inbound')
    .where('answered', '=', 0)
    .execute()
  for (const { id } of earlier) await setAnswered(tx, id, at)
  if (answered.direction === 'inbound') await addOperation(tx, answered.mailbox_id, messageId, '\\Answered', true, at)
}
