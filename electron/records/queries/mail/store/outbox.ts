import { serialize } from 'node:v8'
import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/define.ts'
import type { mailStoreCalls } from '#shared/contract/mail-store.ts'
import { mayMove } from '#shared/domain/mail/outbox.ts'
import type { RecordsContext } from '../../../context.ts'
import { moveOutbox } from '../outbox/move.ts'
import { outgoingOf } from '../outbox/outgoing.ts'
import { tellWork } from '../work.ts'

type Calls = Pick<
  typeof mailStoreCalls,
  'outbox.recover' | 'outbox.due' | 'outbox.build' | 'outbox.freeze' | 'outbox.frozen' | 'outbox.handedOver' | 'outbox.move'
>

/** What the mail process does with the outbox. Each call is one transaction, on the disk when it answers. */
export function outboxStoreHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'outbox.recover': async ({ mailboxId, busy }) => {
      await context.store().write(async (tx, changes) => {
        const rows = await tx
          .selectFrom('outbox')
          .select(['id', 'handed_over'])
          .where('mailbox_id', '=', mailboxId)
          .where('state', '=', 'sending')
          .execute()
        for (const { id, handed_over } of rows) {
          if (busy.includes(id)) continue
          const now = context.now()
          const killed = { messageKey: 'error.mail.unknownOutcome', detail: null }
          await moveOutbox(tx, changes, {
            id,
            from: ['sending'],
            at: now,
            nextAttemptAt: now,
            ...(handed_over === 1 ? { to: 'unknown', problem: killed } : { to: 'retry_wait' }),
          })
        }
      })
      return null
    },
    'outbox.due': async ({ mailboxId, now }) => {
      const rows = await context
        .store()
        .read.selectFrom('outbox')
        .select([
          'id',
          'state',
          'attempts',
          sql<string | null>`case state when 'queued' then undo_until else next_attempt_at end`.as('at'),
        ])
        .where('mailbox_id', '=', mailboxId)
        .where('state', 'in', ['queued', 'building', 'retry_wait', 'accepted', 'unknown'])
        .orderBy('id')
        .execute()
      const due = rows.filter(({ at }) => at === null || at <= now)
      const later = rows.flatMap(({ at }) => (at !== null && at > now ? [at] : []))
      return {
        items: due.slice(0, 20).map(({ id, state, attempts }) => ({ id, state, attempts })),
        nextAt: later.toSorted()[0] ?? null,
      }
    },
    'outbox.build': async ({ id, now }) =>
      context.store().write(async (tx, changes) => {
        const moved = await moveOutbox(tx, changes, { id, from: ['queued', 'building'], to: 'building', at: now })
        return moved ? outgoingOf(tx, id) : null
      }),
    'outbox.freeze': async ({ id, wire, copy, envelope, header, body }) => {
      await context.store().write(async (tx) => {
        const row = await tx.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirst()
        // Taken back while it was built.
        if (!row || !mayMove(row.state, 'sending')) return
        const values = { envelope: JSON.stringify(envelope), parsed: serialize({ header, body }), wire, copy }
        await tx
          .insertInto('outbox_letters')
          .values({ outbox_id: id, ...values })
          .onConflict((conflict) => conflict.column('outbox_id').doNothing())
          .execute()
      })
      return null
    },
    'outbox.frozen': async ({ id }) => {
      const row = await context
        .store()
        .read.selectFrom('outbox_letters as l')
        .innerJoin('outbox as o', 'o.id', 'l.outbox_id')
        .select(['l.wire', 'l.copy', 'l.envelope', 'o.message_id'])
        .where('l.outbox_id', '=', id)
        .executeTakeFirst()
      if (!row) return null
      return {
        wire: row.wire,
        copy: row.copy,
        envelope: JSON.parse(row.envelope) as { from: string; to: string[] },
        messageId: row.message_id,
      }
    },
    'outbox.handedOver': async ({ id }) => {
      await context
        .store()
        .write((tx) =>
          tx.updateTable('outbox').set({ handed_over: 1 }).where('id', '=', id).where('state', '=', 'sending').execute(),
        )
      return null
    },
    'outbox.move': async (input) => {
      const moved = await context.store().write((tx, changes) => moveOutbox(tx, changes, input))
      // The server is to be told that the letter it replies to is answered.
      if (moved && input.to === 'accepted') tellWork(context, null)
      return moved
    },
  }
}
