import type { Parsed } from '#shared/contract/define.ts'
import type { FolderItem, mailStoreCalls } from '#shared/contract/mail-store.ts'
import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Changes } from '../../../database/changes.ts'
import type { Writer } from '../../../database/store.ts'
import { breathe } from '../breathe.ts'
import { mailboxOf } from '../own.ts'
import { refreshConversations, unreadCount } from '../refresh.ts'
import { addMessage, setAnswered, type AddedLetter } from './add-message.ts'
import { saveState } from './folders.ts'

type Input = Parsed<(typeof mailStoreCalls)['folder.store']>

/**
 * One step of a sync in one transaction: letters, flags, what vanished, and the folder's state. A letter known by its identity (in another
 * folder, or before the folder was numbered anew) gets the UID and keeps body, conversation and customer. Repeating the step changes nothing.
 */
export async function storeFolder(context: RecordsContext, input: Input): Promise<{ unread: number }> {
  const { mailboxId, role } = input
  const arrived: AddedLetter[] = []
  const unread = await context.store().write(async (tx, changes) => {
    const mailbox = await mailboxOf(tx, mailboxId)
    const state = await tx
      .selectFrom('mail_folders')
      .select('uid_validity')
      .where('mailbox_id', '=', mailboxId)
      .where('role', '=', role)
      .executeTakeFirst()
    if (state && state.uid_validity !== input.state.uidValidity) raise('conflict', 'error.mail.numberedAnew')
    const touched = new Set<string>()
    for (const item of input.added) {
      await breathe()
      const added = await storeItem(tx, changes, input, mailbox.own, item, touched)
      if (added && input.arrived && added.direction === 'inbound' && !item.seen) arrived.push(added)
    }
    for (const change of input.flags) await applyFlags(tx, changes, input, change, touched)
    for (const uid of input.vanished)
      await tx
        .deleteFrom('message_copies')
        .where('mailbox_id', '=', mailboxId)
        .where('role', '=', role)
        .where('uid', '=', uid)
        .execute()
    await refreshConversations(tx, touched)
    await saveState(tx, mailboxId, role, input.state)
    return unreadCount(tx, mailboxId)
  })
  for (const { id, conversationId, contactId } of arrived)
    context.emit('mail.arrived', { messageId: id, conversationId, contactId, mailboxId })
  return { unread }
}

async function storeItem(
  tx: Writer,
  changes: Changes,
  input: Input,
  own: readonly string[],
  item: FolderItem,
  touched: Set<string>,
): Promise<AddedLetter | null> {
  const { mailboxId, role } = input
  const there = await tx
    .selectFrom('message_copies')
    .select('message_id')
    .where('mailbox_id', '=', mailboxId)
    .where('role', '=', role)
    .where('uid', '=', item.uid)
    .executeTakeFirst()
  if (there) {
    await applyFlags(tx, changes, input, item, touched)
    return null
  }
  const known = await findKnown(tx, input, item)
  if (known) {
    await tx.insertInto('message_copies').values({ mailbox_id: mailboxId, role, uid: item.uid, message_id: known.id }).execute()
    await applyFlags(tx, changes, input, item, touched)
    return null
  }
  const receivedAt = input.arrived ? item.receivedAt : olderOf(item)
  const added = await addMessage(tx, changes, mailboxId, own, { ...item, role, receivedAt })
  await tx.insertInto('message_copies').values({ mailbox_id: mailboxId, role, uid: item.uid, message_id: added.id }).execute()
  for (const id of added.touched) touched.add(id)
  return added
}

/** Mailboxes moved from another server often carry the day of the move as INTERNALDATE: of history the older of both dates is the true one. */
function olderOf(item: FolderItem): string {
  const { date } = item.header
  return date !== null && date > '1990' && date < item.receivedAt ? date : item.receivedAt
}

/**
 * The same letter without a UID in this folder: by identity; a letter of ours also by its Message-ID, for servers rewrite Date or Subject of
 * what they pass on. Two equal letters in one folder stay two.
 */
async function findKnown(tx: Writer, { mailboxId, role }: Input, item: FolderItem): Promise<{ id: string } | undefined> {
  // One index each: asked together SQLite walks the whole mailbox.
  const free = (column: 'm.identity' | 'm.message_id', value: string) =>
    tx
      .selectFrom('messages as m')
      .leftJoin('message_copies as c', (join) => join.onRef('c.message_id', '=', 'm.id').on('c.role', '=', role))
      .select(['m.id', 'm.size', 'm.direction'])
      .where('m.mailbox_id', '=', mailboxId)
      .where(column, '=', value)
      .where('c.uid', 'is', null)
      .limit(10)
      .execute()
  const same = await free('m.identity', item.header.identity)
  if (same.length > 0) return same.find(({ size }) => size === item.size) ?? same[0]
  if (item.header.messageId === null) return undefined
  return (await free('m.message_id', item.header.messageId)).find(({ direction }) => direction === 'outbound')
}

interface FlagChange {
  readonly uid: number
  readonly seen: boolean
  readonly answered: boolean
}

/** The server's flags become ours, except where the agent changed one that the server does not know yet. */
async function applyFlags(
  tx: Writer,
  changes: Changes,
  { mailboxId, role }: Input,
  change: FlagChange,
  touched: Set<string>,
): Promise<void> {
  const row = await tx
    .selectFrom('message_copies as c')
    .innerJoin('messages as m', 'm.id', 'c.message_id')
    .select(['m.id', 'm.seen', 'm.answered', 'm.direction', 'm.conversation_id', 'm.contact_id', 'm.received_at'])
    .where('c.mailbox_id', '=', mailboxId)
    .where('c.role', '=', role)
    .where('c.uid', '=', change.uid)
    .executeTakeFirst()
  // A letter of ours that also lies in the inbox (sent to ourselves) stays read.
  if (!row || row.direction === 'outbound') return
  const pending = await tx.selectFrom('mail_operations').select('flag').where('message_id', '=', row.id).execute()
  const ours = new Set(pending.map(({ flag }) => flag))
  const seen = change.seen ? 1 : 0
  const newSeen = !ours.has('\\Seen') && seen !== row.seen
  const newAnswered = !ours.has('\\Answered') && change.answered && row.answered === 0
  if (newSeen) await tx.updateTable('messages').set({ seen }).where('id', '=', row.id).execute()
  if (newAnswered) await setAnswered(tx, row.id, row.received_at)
  if (!newSeen && !newAnswered) return
  touched.add(row.conversation_id)
  changes.add(['conversations', 'messages', ...(newAnswered ? (['interactions', 'timeline'] as const) : [])], row.contact_id)
}
