import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import type { RecordsContext } from '../../../context.ts'
import { beginDraft } from './begin.ts'
import { attachFile, detachFile } from './files.ts'
import { putDraft } from './put.ts'
import { readDraft } from './read.ts'

type Calls = Pick<
  typeof mailRecordCalls,
  | 'drafts.begin'
  | 'drafts.put'
  | 'drafts.get'
  | 'drafts.discard'
  | 'drafts.restore'
  | 'drafts.list'
  | 'drafts.attach'
  | 'drafts.detach'
>

/** Letters being written. Thrown-away ones are kept and can be brought back. */
export function draftHandlers(context: RecordsContext): Handlers<Calls> {
  const turn = async (id: string, from: 'open' | 'discarded', to: 'open' | 'discarded'): Promise<void> => {
    await context.store().write(async (tx, changes) => {
      await tx
        .updateTable('drafts')
        .set({ state: to, updated_at: context.now() })
        .where('id', '=', id)
        .where('state', '=', from)
        .execute()
      changes.add(['drafts', 'conversations'])
    })
  }
  return {
    'drafts.begin': (input) => beginDraft(context, input),
    'drafts.put': ({ draft }) => putDraft(context, draft),
    'drafts.get': ({ id }) => readDraft(context.store().read, id),
    'drafts.discard': async ({ id }) => {
      await turn(id, 'open', 'discarded')
      return null
    },
    'drafts.restore': async ({ id }) => {
      await turn(id, 'discarded', 'open')
      return readDraft(context.store().read, id)
    },
    'drafts.list': async () => {
      const { read } = context.store()
      const rows = await read
        .selectFrom('drafts')
        .select('id')
        .where('state', '=', sql.lit('open' as const))
        .orderBy('updated_at', 'desc')
        .limit(200)
        .execute()
      return Promise.all(rows.map(({ id }) => readDraft(read, id)))
    },
    'drafts.attach': ({ draftId, id, path }) => attachFile(context, draftId, id, path),
    'drafts.detach': ({ draftId, id }) => detachFile(context, draftId, id),
  }
}
