import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/define.ts'
import type { mailStoreCalls } from '#shared/contract/mail-store.ts'
import type { RecordsContext } from '../../../context.ts'
import { seqOf } from '../../../database/seq.ts'
import { breathe } from '../breathe.ts'
import { refreshConversations } from '../refresh.ts'
import { addressesOf, type MessageRow } from '../rows.ts'
import { indexLetter } from '../words.ts'
import { wordsOf } from './add-message.ts'
import { noteBounce } from './bounce.ts'
import { storeBody, textOf } from './keep-body.ts'

type Calls = Pick<typeof mailStoreCalls, 'bodies.wanted' | 'bodies.store'>

/** Bodies of letters: which are missing, and keeping them. */
export function bodyHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'bodies.wanted': async ({ mailboxId, role, since, limit }) => {
      const { read } = context.store()
      const missing = read
        .selectFrom('messages as m')
        .innerJoin('message_copies as c', (join) => join.onRef('c.message_id', '=', 'm.id').on('c.role', '=', role))
        .select(['m.id', 'c.uid', 'm.size'])
        .where('m.mailbox_id', '=', mailboxId)
        // Literal, so that SQLite knows that the partial index fits.
        .where('m.complete', '=', sql.lit(0))
        .orderBy('m.seq', 'desc')
        .limit(limit)
      const opened = await missing.where('m.wanted_at', 'is not', null).execute()
      const newest = await missing.where('m.wanted_at', 'is', null).where('m.seq', '>=', seqOf(since)).execute()
      return [...opened, ...newest].slice(0, limit).map((row) => ({ messageId: row.id, uid: row.uid, size: row.size }))
    },
    'bodies.store': async ({ letters }) => {
      await context.store().write(async (tx, changes) => {
        const touched = new Set<string>()
        for (const { messageId, raw, body } of letters) {
          await breathe()
          const row = await tx.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
          if (!row || row.complete === 1) continue
          await storeBody(tx, messageId, raw, body)
          await indexLetter(tx, row.seq, [...wordsOfRow(row), textOf(body)])
          if (raw !== null && row.automatic === 1) await noteBounce(tx, changes, row.mailbox_id, raw, context.now())
          touched.add(row.conversation_id)
          changes.add(['conversations', 'messages', 'timeline'], row.contact_id)
        }
        await refreshConversations(tx, touched)
      })
      return null
    },
  }
}

function wordsOfRow(row: MessageRow): string[] {
  const from = row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address }
  return wordsOf({ subject: row.subject, from, to: addressesOf(row.to_list), cc: addressesOf(row.cc_list) })
}
