import type { LetterHeader } from '#shared/contract/mail-store.ts'
import type { Address } from '#shared/domain/mail.ts'
import type { MatchDecision } from '#shared/domain/matching.ts'
import { baseSubject } from '#shared/domain/mail/subject.ts'
import { threadOf, type Candidate } from '#shared/domain/mail/threading.ts'
import { uuidv7 } from 'uuidv7'
import type { Writer } from '../../../database/store.ts'
import { addressesOf } from '../rows.ts'
import { matchSender } from '../../contacts/match.ts'

export interface Placed {
  readonly conversationId: string
  /** Conversations the letter showed to be the same one. */
  readonly merged: readonly string[]
  readonly counterpart: Address
  readonly match: MatchDecision
}

const nobody: Address = { name: '', address: '' }

/** The other side: for a letter of ours whom it went to, else From, or Reply-To when From is ourselves (a form on our own site). */
export function counterpartOf(header: LetterHeader, direction: 'inbound' | 'outbound', own: readonly string[]): Address {
  const foreign = (list: readonly Address[]): Address | undefined =>
    list.find(({ address }) => !own.includes(address.toLowerCase()))
  if (direction === 'outbound') return foreign(header.to) ?? foreign(header.cc) ?? header.to[0] ?? nobody
  return foreign(header.from ? [header.from] : []) ?? foreign(header.replyTo) ?? header.from ?? nobody
}

/**
 * Finds the conversation a letter belongs to, or begins one. Sender by From, Reply-To and, when nobody is known by these, by the
 * conversation it answers. Conversations shown to be one are joined into the oldest.
 */
export async function placeLetter(
  tx: Writer,
  mailboxId: string,
  own: readonly string[],
  direction: 'inbound' | 'outbound',
  header: LetterHeader,
  seq: number,
): Promise<Placed> {
  const counterpart = counterpartOf(header, direction, own)
  const addresses =
    direction === 'outbound'
      ? header.to.map(({ address }) => address)
      : [header.from, ...header.replyTo].map((entry) => entry?.address ?? '')
  const candidates = await candidatesOf(tx, mailboxId, header, own)
  const threadContactId = candidates.find((candidate) => candidate.contactId !== null)?.contactId ?? null
  const match = await matchSender(tx, { addresses, own, threadContactId })
  const subject = baseSubject(header.subject)
  const letter = {
    references: header.references,
    counterpart: counterpart.address.toLowerCase(),
    contactId: match.contactId,
    baseSubject: subject,
  }
  const joined = threadOf(letter, candidates)
  const [conversationId, ...merged] = joined
  if (conversationId !== undefined) {
    await mergeInto(tx, conversationId, merged)
    const known = await tx
      .selectFrom('conversations')
      .select('contact_id')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    if (match.contactId === null && known.contact_id !== null)
      return { conversationId, merged, counterpart, match: { level: 'chosen', contactId: known.contact_id, candidateIds: [] } }
    if (match.contactId !== null && known.contact_id === null)
      await tx.updateTable('conversations').set({ contact_id: match.contactId }).where('id', '=', conversationId).execute()
    return { conversationId, merged, counterpart, match }
  }
  const id = uuidv7()
  await tx
    .insertInto('conversations')
    .values({
      id,
      mailbox_id: mailboxId,
      subject: header.subject,
      base_subject: subject,
      counterpart_name: counterpart.name,
      counterpart_address: counterpart.address,
      contact_id: match.contactId,
      last_seq: seq,
      state: 'answered',
    })
    .execute()
  return { conversationId: id, merged: [], counterpart, match }
}

async function candidatesOf(tx: Writer, mailboxId: string, header: LetterHeader, own: readonly string[]): Promise<Candidate[]> {
  const ids = [...header.references, ...(header.messageId === null ? [] : [header.messageId])]
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('message_references as r')
    .innerJoin('messages as m', 'm.id', 'r.message_id')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select([
      'r.ref',
      'c.id',
      'c.counterpart_address',
      'c.contact_id',
      'c.base_subject',
      'm.from_address',
      'm.to_list',
      'm.cc_list',
    ])
    .where('r.mailbox_id', '=', mailboxId)
    .where('r.ref', 'in', ids)
    .limit(200)
    .execute()
  return rows.map((row) => ({
    conversationId: row.id,
    counterpart: row.counterpart_address.toLowerCase(),
    contactId: row.contact_id,
    baseSubject: row.base_subject,
    via: row.ref,
    participants: [
      row.from_address ?? '',
      ...[...addressesOf(row.to_list), ...addressesOf(row.cc_list)].map(({ address }) => address),
    ]
      .map((address) => address.toLowerCase())
      .filter((address) => address !== '' && !own.includes(address)),
  }))
}

async function mergeInto(tx: Writer, into: string, others: readonly string[]): Promise<void> {
  for (const other of others) {
    await tx.updateTable('messages').set({ conversation_id: into }).where('conversation_id', '=', other).execute()
    await tx.updateTable('interactions').set({ conversation_id: into }).where('conversation_id', '=', other).execute()
    await tx.updateTable('drafts').set({ conversation_id: into }).where('conversation_id', '=', other).execute()
    await tx.updateTable('outbox').set({ conversation_id: into }).where('conversation_id', '=', other).execute()
    await tx.updateTable('conversations').set({ merged_into_id: into }).where('id', '=', other).execute()
    await tx.updateTable('conversations').set({ merged_into_id: into }).where('merged_into_id', '=', other).execute()
  }
}
