import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../context.ts'
import type { Reader, Writer } from '../../database/store.ts'

export interface Mailbox {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly senderName: string
  /** Lower-case addresses of all our mailboxes. */
  readonly own: readonly string[]
}

export interface MailboxFacts {
  readonly mailboxId: string
  readonly name: string
  readonly address: string
  readonly senderName: string
  /** Addresses of all our mailboxes, in any spelling. */
  readonly own: readonly string[]
}

/** Makes a mailbox known, or changes what is known of it. */
export async function keepMailbox(tx: Writer, { address, mailboxId, name, own: all, senderName }: MailboxFacts): Promise<void> {
  const own = JSON.stringify([...new Set([address, ...all].map((each) => each.toLowerCase()))])
  const values = { name, address, sender_name: senderName, own }
  await tx
    .insertInto('mailboxes')
    .values({ id: mailboxId, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Makes all mailboxes known that main has; see `mailboxes.known`. */
export async function keepMailboxes(context: RecordsContext, mailboxes: readonly Omit<MailboxFacts, 'own'>[]): Promise<null> {
  const own = mailboxes.map(({ address }) => address)
  const { read, write } = context.store()
  const known = await read.selectFrom('mailboxes').selectAll().execute()
  // Said at every start: without news nothing is written, so that no flush to the disk is waited for.
  const news = mailboxes.filter(
    (mailbox) =>
      !known.some(
        (row) =>
          row.id === mailbox.mailboxId &&
          row.name === mailbox.name &&
          row.address === mailbox.address &&
          row.sender_name === mailbox.senderName &&
          own.every((address) => (JSON.parse(row.own) as string[]).includes(address.toLowerCase())),
      ),
  )
  if (news.length > 0)
    await write(async (tx) => {
      for (const mailbox of news) await keepMailbox(tx, { ...mailbox, own })
    })
  return null
}

/** A mailbox that is set up. Throws Failure `not_found`. */
export async function mailboxOf(db: Reader | Writer, id: string): Promise<Mailbox> {
  const row = await db.selectFrom('mailboxes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) raise('not_found', 'error.mail.noMailbox', { detail: id })
  return { id: row.id, name: row.name, address: row.address, senderName: row.sender_name, own: JSON.parse(row.own) as string[] }
}
