import type { FolderRole, LetterHeader } from '#shared/contract/mail-store.ts'
import { isLetterState, letterState } from '#shared/domain/mail/letter-state.ts'
import { uuidv7 } from 'uuidv7'
import type { Changes } from '../../../database/changes.ts'
import { nextSeq } from '../../../database/seq.ts'
import type { Writer } from '../../../database/store.ts'
import { indexLetter } from '../words.ts'
import { placeLetter } from './place.ts'

export interface NewLetter {
  readonly header: LetterHeader
  readonly role: FolderRole
  readonly receivedAt: string
  readonly seen: boolean
  readonly answered: boolean
  readonly size: number
}

export interface AddedLetter {
  readonly id: string
  readonly seq: number
  readonly conversationId: string
  readonly contactId: string | null
  readonly direction: 'inbound' | 'outbound'
  readonly touched: readonly string[]
}

/**
 * Adds a letter with its row in `interactions` (same id), its conversation, its references and its words. A letter of ours answers what it
 * replies to. The conversation's counts are refreshed by the caller (`touched`).
 */
export async function addMessage(
  tx: Writer,
  changes: Changes,
  mailboxId: string,
  own: readonly string[],
  letter: NewLetter,
): Promise<AddedLetter> {
  const { header, receivedAt } = letter
  const fromUs = header.from !== null && own.includes(header.from.address.toLowerCase())
  const direction = letter.role === 'sent' ? 'outbound' : 'inbound'
  const id = uuidv7()
  const seq = await nextSeq(tx, 'messages', receivedAt)
  const placed = await placeLetter(tx, mailboxId, own, direction, header, seq)
  const { conversationId, match } = placed
  await tx
    .insertInto('messages')
    .values({
      seq,
      id,
      conversation_id: conversationId,
      mailbox_id: mailboxId,
      direction,
      message_id: header.messageId,
      in_reply_to: header.inReplyTo,
      refs: JSON.stringify(header.references),
      from_name: header.from?.name ?? null,
      from_address: header.from?.address ?? null,
      reply_to: JSON.stringify(header.replyTo),
      to_list: JSON.stringify(header.to),
      cc_list: JSON.stringify(header.cc),
      subject: header.subject,
      date: header.date ?? receivedAt,
      received_at: receivedAt,
      snippet: '',
      seen: letter.seen || direction === 'outbound' ? 1 : 0,
      answered: letter.answered ? 1 : 0,
      complete: 0,
      automatic: header.automatic || (direction === 'inbound' && fromUs) ? 1 : 0,
      identity: header.identity,
      contact_id: match.contactId,
      size: letter.size,
    })
    .execute()
  const refs = [...new Set([...header.references, ...(header.messageId === null ? [] : [header.messageId])])]
  if (refs.length > 0)
    await tx
      .insertInto('message_references')
      .values(refs.map((ref) => ({ mailbox_id: mailboxId, ref, message_id: id })))
      .execute()
  const state = letterState(null, { kind: 'came', direction, answered: letter.answered, automatic: header.automatic })
  await tx
    .insertInto('interactions')
    .values({
      seq: await nextSeq(tx, 'interactions', receivedAt),
      id,
      channel: 'email',
      direction,
      state,
      contact_id: match.contactId,
      match_level: match.level,
      candidate_ids: JSON.stringify(match.candidateIds),
      remote: placed.counterpart.address.toLowerCase().slice(0, 320) || null,
      remote_raw: placed.counterpart.address || null,
      remote_name: placed.counterpart.name.slice(0, 300) || null,
      started_at: receivedAt,
      ended_at: direction === 'outbound' ? receivedAt : null,
      closed_at: direction === 'outbound' || state === 'closed' ? receivedAt : null,
      conversation_id: conversationId,
      subject: header.subject.slice(0, 1000),
      note: '',
    })
    .execute()
  await indexLetter(tx, seq, wordsOf(header))
  if (direction === 'outbound' && header.inReplyTo !== null) await markAnswered(tx, mailboxId, header.inReplyTo, receivedAt)
  changes.add(['conversations', 'messages', 'interactions', 'timeline'], match.contactId)
  return { id, seq, conversationId, contactId: match.contactId, direction, touched: [conversationId, ...placed.merged] }
}

/** What can be searched of a letter before its text is here. */
export function wordsOf(header: Pick<LetterHeader, 'subject' | 'from' | 'to' | 'cc'>): string[] {
  const people = [header.from, ...header.to, ...header.cc].flatMap((entry) => (entry ? [entry.name, entry.address] : []))
  return [header.subject, ...people.slice(0, 100)]
}

/** A letter of ours replied to it: it and its turn are answered. */
export async function markAnswered(tx: Writer, mailboxId: string, messageId: string, at: string): Promise<string[]> {
  const answered = await tx
    .selectFrom('messages')
    .select(['id'])
    .where('mailbox_id', '=', mailboxId)
    .where('message_id', '=', messageId)
    .where('direction', '=', 'inbound')
    .execute()
  for (const { id } of answered) await setAnswered(tx, id, at)
  return answered.map(({ id }) => id)
}

/** Sets a letter answered, and its turn as `letterState` says; the first reply's time stays. */
export async function setAnswered(tx: Writer, id: string, at: string): Promise<void> {
  await tx.updateTable('messages').set({ answered: 1 }).where('id', '=', id).execute()
  const turn = await tx.selectFrom('interactions').select(['state', 'answered_at']).where('id', '=', id).executeTakeFirst()
  if (!turn || !isLetterState(turn.state)) return
  const state = letterState(turn.state, { kind: 'replied' })
  if (state !== 'answered') return
  await tx
    .updateTable('interactions')
    .set({ state, answered_at: turn.answered_at ?? at })
    .where('id', '=', id)
    .execute()
}
