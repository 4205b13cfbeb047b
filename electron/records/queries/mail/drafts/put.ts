import type { Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import type { RecordsContext } from '../../../context.ts'
import { openDraft } from './read.ts'

/** Keeps what is written so far. A draft that was sent or thrown away meanwhile is not brought back by a late save (`conflict`). */
export async function putDraft(
  context: RecordsContext,
  draft: Parsed<(typeof mailRecordCalls)['drafts.put']>['draft'],
): Promise<{ keptAt: string }> {
  const keptAt = context.now()
  await context.store().write(async (tx, changes) => {
    await openDraft(tx, draft.id)
    await tx
      .updateTable('drafts')
      .set({
        to_list: JSON.stringify(draft.to),
        cc_list: JSON.stringify(draft.cc),
        bcc_list: JSON.stringify(draft.bcc),
        unfinished: JSON.stringify(draft.unfinished),
        subject: draft.subject,
        html: draft.html,
        text: draft.text,
        quote: draft.quote === null ? null : JSON.stringify(draft.quote),
        mailbox_id: draft.mailboxId,
        updated_at: keptAt,
      })
      .where('id', '=', draft.id)
      .execute()
    changes.add(['drafts'], draft.contactId)
  })
  return { keptAt }
}
