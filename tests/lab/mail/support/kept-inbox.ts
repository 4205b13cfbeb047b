import type { Desk } from './desk.ts'

/** What the records hold of the inbox: how far it was read, and its letters by UID. */
export interface KeptInbox {
  /** null: never opened. */
  readonly folder: { readonly uidNext: number; readonly backfilledTo: number } | null
  readonly letters: readonly {
    readonly uid: number
    /** Ours. */
    readonly id: string
    readonly messageId: string | null
    readonly seen: boolean
    readonly answered: boolean
    /** Its text is here. */
    readonly complete: boolean
  }[]
  /** All letters, wherever they lie. */
  readonly messages: number
}

/** Reads it from a running desk; of one moment as long as no account is configured yet. */
export async function keptInbox(desk: Desk): Promise<KeptInbox> {
  const { read } = desk.recordsContext.store()
  const folder = await read
    .selectFrom('mail_folders')
    .select(['uid_next', 'backfilled_to'])
    .where('role', '=', 'inbox')
    .executeTakeFirst()
  const rows = await read
    .selectFrom('message_copies')
    .innerJoin('messages', 'messages.id', 'message_copies.message_id')
    .select(['uid', 'messages.id', 'messages.message_id', 'seen', 'answered', 'complete'])
    .where('role', '=', 'inbox')
    .orderBy('uid')
    .execute()
  const { messages } = await read
    .selectFrom('messages')
    .select((e) => e.fn.countAll<number>().as('messages'))
    .executeTakeFirstOrThrow()
  return {
    folder: folder ? { uidNext: folder.uid_next, backfilledTo: folder.backfilled_to } : null,
    letters: rows.map(({ answered, complete, id, message_id: messageId, seen, uid }) => ({
      uid,
      id,
      messageId,
      seen: seen === 1,
      answered: answered === 1,
      complete: complete === 1,
    })),
    messages,
  }
}
