import type { Changes } from '../../../database/changes.ts'
import type { Writer } from '../../../database/store.ts'
import { moveOutbox } from '../outbox/move.ts'

/** A report and the header of the letter it is about stand at its beginning. */
const looked = 300_000

/**
 * A report that a letter of ours could not be delivered (RFC 3464: `Action: failed`, with the letter or its header attached) marks it
 * `bounced`, so that the agent sees which one. Known by our own Message-ID, which only its recipients and their servers have seen.
 */
export async function noteBounce(tx: Writer, changes: Changes, mailboxId: string, raw: Uint8Array, at: string): Promise<void> {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, looked)).toString('latin1')
  if (!/^Action:[ \t]{0,20}failed/im.test(text)) return
  const named = [...text.matchAll(/^Message-ID:[ \t\r\n]{0,10}(<[^<>\s]{1,990}>)/gim)]
    .flatMap(([, id]) => (id === undefined ? [] : [id]))
    .slice(0, 20)
  if (named.length === 0) return
  const ours = await tx
    .selectFrom('outbox')
    .select('id')
    .where('mailbox_id', '=', mailboxId)
    .where('message_id', 'in', named)
    .where('state', 'in', ['accepted', 'done'])
    .execute()
  const detail = /^Status:[ \t]{0,20}(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? null
  for (const { id } of ours)
    await moveOutbox(tx, changes, {
      id,
      from: ['accepted', 'done'],
      to: 'bounced',
      at,
      problem: { messageKey: 'error.mail.bounced', detail },
    })
}
