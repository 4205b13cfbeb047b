import type { Handlers } from '#shared/contract/define.ts'
import type { recordingCalls } from '#shared/contract/records/recordings.ts'
import { raise } from '#shared/contract/result.ts'
import type { Recording } from '#shared/domain/recording.ts'
import type { RecordsContext } from '../../context.ts'
import type { Reader, Writer } from '../../database/store.ts'
import { addAudit } from '../keeping/audit.ts'
import { columnsOf, recordingOf } from './rows.ts'

/** What is known of recordings; every far-reaching act is noted with it. */
export function recordingHandlers(context: RecordsContext): Handlers<typeof recordingCalls> {
  const write = (act: (tx: Writer) => Promise<unknown>): Promise<null> =>
    context.store().write(async (tx, changes) => {
      await act(tx)
      changes.add(['recordings'])
      return null
    })
  const note = (tx: Writer, act: string, input: { id: string; actor: string; auditId: string }): Promise<void> =>
    addAudit(tx, {
      id: input.auditId,
      actor: input.actor,
      action: `recording.${act}`,
      object: `recording:${input.id}`,
      detail: {},
      at: context.now(),
    })
  return {
    'recordings.put': ({ recording }) =>
      write((tx) => {
        const columns = columnsOf(recording)
        return tx
          .insertInto('recordings')
          .values({ ...columns, legal_hold: recording.legalHold ? 1 : 0 })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(columns).where('recordings.state', '!=', 'erased'))
          .execute()
      }),
    'recordings.get': ({ id }) => get(context.store().read, id),
    'recordings.of': async ({ interactionId }) => {
      const rows = await context
        .store()
        .read.selectFrom('recordings')
        .selectAll()
        .where('interaction_id', '=', interactionId)
        .orderBy('started_at')
        .execute()
      return rows.map(recordingOf)
    },
    'recordings.hold': (input) =>
      write(async (tx) => {
        const { legalHold } = await get(tx, input.id)
        if (legalHold === input.hold) return
        await tx
          .updateTable('recordings')
          .set({ legal_hold: input.hold ? 1 : 0 })
          .where('id', '=', input.id)
          .execute()
        await note(tx, input.hold ? 'hold' : 'release', input)
      }),
    'recordings.erase': (input) =>
      write(async (tx) => {
        const { legalHold, state } = await get(tx, input.id)
        if (legalHold) raise('denied', 'error.recording.held')
        if (state === 'recording') raise('conflict', 'error.recording.running', { retryable: true })
        if (state === 'erased') return
        await tx.updateTable('recordings').set({ state: 'erased', bytes: 0, sha256: null }).where('id', '=', input.id).execute()
        await note(tx, 'erase', input)
      }),
  }
}

async function get(read: Reader | Writer, id: string): Promise<Recording> {
  const row = await read.selectFrom('recordings').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? recordingOf(row) : raise('not_found', 'error.records.gone')
}
