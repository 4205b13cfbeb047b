import { raise } from '#shared/contract/result.ts'
import type { Reader, Writer } from '../../database/store.ts'

export interface Mailbox {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly senderName: string
  /** Lower-case addresses of all our mailboxes. */
  readonly own: readonly string[]
}

/** A mailbox the mail process has made known. Throws Failure `not_found`. */
export async function mailboxOf(db: Reader | Writer, id: string): Promise<Mailbox> {
  const row = await db.selectFrom('mailboxes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) raise('not_found', 'error.mail.noMailbox', { detail: id })
  return { id: row.id, name: row.name, address: row.address, senderName: row.sender_name, own: JSON.parse(row.own) as string[] }
}
