import type { Handlers } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../../../context.ts'
import { tellWork } from '../work.ts'

type Calls = Pick<typeof mailRecordCalls, 'mail.body' | 'mail.part' | 'mail.raw'>

/** What is inside a letter. A body that is not here yet is asked for and comes with a `changed` event. */
export function letterHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'mail.body': async ({ messageId }) => {
      const { read } = context.store()
      const message = await read
        .selectFrom('messages')
        .select(['complete', 'mailbox_id'])
        .where('id', '=', messageId)
        .executeTakeFirst()
      if (!message) raise('not_found', 'error.mail.noLetter')
      if (message.complete === 0) {
        await context
          .store()
          .write((tx) => tx.updateTable('messages').set({ wanted_at: context.now() }).where('id', '=', messageId).execute())
        tellWork(context, message.mailbox_id)
        return { messageId, html: null, text: null, truncated: false }
      }
      const body = await read
        .selectFrom('message_bodies')
        .select(['html', 'text', 'truncated'])
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      return { messageId, html: body?.html ?? null, text: body?.text ?? null, truncated: body?.truncated === 1 }
    },
    'mail.part': async ({ messageId, part }) => {
      const row = await context
        .store()
        .read.selectFrom('message_parts')
        .select(['content_type', 'file_name', 'content'])
        .where('message_id', '=', messageId)
        .where('part', '=', part)
        .executeTakeFirst()
      if (!row) raise('not_found', 'error.mail.noPart')
      return { contentType: row.content_type, fileName: row.file_name, base64: base64(row.content) }
    },
    'mail.raw': async ({ messageId }) => {
      const row = await context
        .store()
        .read.selectFrom('message_raws')
        .select('raw')
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      if (!row) raise('not_found', 'error.mail.noLetter')
      return { base64: base64(row.raw) }
    },
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
