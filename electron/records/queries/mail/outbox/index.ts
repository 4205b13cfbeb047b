import type { Handlers } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { OutboxItem } from '#shared/domain/mail.ts'
import type { RecordsContext } from '../../../context.ts'
import type { Reader, Writer } from '../../../database/store.ts'
import { readDraft } from '../drafts/read.ts'
import { toOutboxItem } from '../rows.ts'
import { tellWork } from '../work.ts'
import { moveOutbox, type OutboxMove } from './move.ts'
import { queueDraft } from './queue.ts'

type Calls = Pick<typeof mailRecordCalls, 'outbox.queue' | 'outbox.withdraw' | 'outbox.list' | 'outbox.retry' | 'outbox.settle'>

/** Sent letters stay in the list this long, ms; those that came back seven times as long. */
const shownAfterwards = 24 * 3600_000

/** What a person does with letters on their way. */
export function outboxHandlers(context: RecordsContext): Handlers<Calls> {
  const act = async (move: Omit<OutboxMove, 'at'>): Promise<OutboxItem> => {
    const item = await context.store().write(async (tx, changes) => {
      const moved = await moveOutbox(tx, changes, { ...move, at: context.now() })
      if (!moved) raise('conflict', 'error.mail.alreadyOnItsWay')
      return readItem(tx, move.id)
    })
    tellWork(context, item.mailboxId)
    return item
  }
  return {
    'outbox.queue': (input) => queueDraft(context, input),
    'outbox.withdraw': ({ id }) =>
      context.store().write(async (tx, changes) => {
        const item = await readItem(tx, id)
        const from = ['queued', 'building', 'retry_wait', 'failed'] as const
        if (item.state === 'withdrawn') return readDraft(tx, item.draftId)
        if (!(await moveOutbox(tx, changes, { id, from, to: 'withdrawn', at: context.now() })))
          raise('conflict', 'error.mail.alreadyOnItsWay')
        await tx.deleteFrom('outbox_letters').where('outbox_id', '=', id).execute()
        await tx
          .updateTable('drafts')
          .set({ state: 'open', updated_at: context.now() })
          .where('id', '=', item.draftId)
          .where('state', '=', 'queued')
          .execute()
        return readDraft(tx, item.draftId)
      }),
    'outbox.list': async () => {
      const ago = (ms: number): string => new Date(Date.parse(context.now()) - ms).toISOString()
      const rows = await context
        .store()
        .read.selectFrom('outbox')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('state', 'not in', ['done', 'withdrawn', 'bounced']),
            eb.and([eb('state', '=', 'done'), eb('updated_at', '>=', ago(shownAfterwards))]),
            eb.and([eb('state', '=', 'bounced'), eb('updated_at', '>=', ago(7 * shownAfterwards))]),
          ]),
        )
        .orderBy('updated_at', 'desc')
        .limit(200)
        .execute()
      return rows.map(toOutboxItem)
    },
    'outbox.retry': async ({ id }) => {
      const item = await readItem(context.store().read, id)
      if (item.state !== 'retry_wait')
        return act({ id, from: ['failed', 'unknown'], to: 'retry_wait', nextAttemptAt: context.now() })
      await context.store().write(async (tx, changes) => {
        await tx
          .updateTable('outbox')
          .set({ next_attempt_at: context.now() })
          .where('id', '=', id)
          .where('state', '=', 'retry_wait')
          .execute()
        changes.add(['outbox'], item.contactId)
      })
      tellWork(context, item.mailboxId)
      return readItem(context.store().read, id)
    },
    'outbox.settle': ({ id }) => act({ id, from: ['unknown'], to: 'accepted', response: 'the agent says it arrived' }),
  }
}

async function readItem(db: Reader | Writer, id: string): Promise<OutboxItem> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) raise('not_found', 'error.mail.noOutboxLetter')
  return toOutboxItem(row)
}
