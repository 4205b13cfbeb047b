import type { Handlers } from '#shared/contract/define.ts'
import type { FolderState, mailStoreCalls } from '#shared/contract/mail-store.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Writer } from '../../../database/store.ts'
import { keepMailbox } from '../own.ts'
import { unreadCount } from '../refresh.ts'

type Calls = Pick<typeof mailStoreCalls, 'mailbox.open' | 'folder.state' | 'folder.rebase' | 'folder.uids'>

/** Mailboxes and how far their folders are known. */
export function folderHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'mailbox.open': (input) =>
      context.store().write(async (tx) => {
        await keepMailbox(tx, input)
        return { unread: await unreadCount(tx, input.mailboxId) }
      }),
    'folder.state': async ({ mailboxId, role }) => {
      const row = await context
        .store()
        .read.selectFrom('mail_folders')
        .selectAll()
        .where('mailbox_id', '=', mailboxId)
        .where('role', '=', role)
        .executeTakeFirst()
      if (!row) return null
      return {
        path: row.path,
        uidValidity: row.uid_validity,
        uidNext: row.uid_next,
        highestModseq: row.highest_modseq,
        backfilledTo: row.backfilled_to,
      }
    },
    'folder.rebase': async ({ mailboxId, role, state }) => {
      await context.store().write(async (tx) => {
        await tx.deleteFrom('message_copies').where('mailbox_id', '=', mailboxId).where('role', '=', role).execute()
        await tx.deleteFrom('mail_folders').where('mailbox_id', '=', mailboxId).where('role', '=', role).execute()
        await saveState(tx, mailboxId, role, state)
      })
      return null
    },
    'folder.uids': async ({ mailboxId, role }) => {
      const rows = await context
        .store()
        .read.selectFrom('message_copies')
        .select('uid')
        .where('mailbox_id', '=', mailboxId)
        .where('role', '=', role)
        .orderBy('uid')
        .execute()
      return rows.map(({ uid }) => uid)
    },
  }
}

/**
 * Writes how far a folder is known. Two connections learn about it: new letters only raise `uidNext`, history only lowers `backfilledTo`,
 * no MODSEQ leaves the one there is. A state of another UIDVALIDITY changes nothing.
 */
export async function saveState(tx: Writer, mailboxId: string, role: 'inbox' | 'sent', state: FolderState): Promise<void> {
  const known = await tx
    .selectFrom('mail_folders')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .where('role', '=', role)
    .executeTakeFirst()
  if (!known) {
    await tx
      .insertInto('mail_folders')
      .values({
        mailbox_id: mailboxId,
        role,
        path: state.path,
        uid_validity: state.uidValidity,
        uid_next: state.uidNext,
        highest_modseq: state.highestModseq,
        backfilled_to: state.backfilledTo,
      })
      .execute()
    return
  }
  if (known.uid_validity !== state.uidValidity) return
  await tx
    .updateTable('mail_folders')
    .set({
      uid_next: Math.max(known.uid_next, state.uidNext),
      backfilled_to: Math.min(known.backfilled_to, state.backfilledTo),
      highest_modseq: state.highestModseq ?? known.highest_modseq,
    })
    .where('mailbox_id', '=', mailboxId)
    .where('role', '=', role)
    .execute()
}
