import type { Parsed } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { OutboxItem } from '#shared/domain/mail.ts'
import { unresolvedPlaces } from '#shared/domain/mail/outbox.ts'
import { isAddress } from '#shared/domain/mail/recipients.ts'
import { uuidv7 } from 'uuidv7'
import type { RecordsContext } from '../../../context.ts'
import type { Writer } from '../../../database/store.ts'
import { openDraft } from '../drafts/read.ts'
import { mailboxOf } from '../own.ts'
import { addressesOf, toOutboxItem, type DraftRow } from '../rows.ts'
import { tellWork } from '../work.ts'

type Input = Parsed<(typeof mailRecordCalls)['outbox.queue']>

/** Hands a draft to the outbox, where it can be taken back until `undoSeconds` are over. The Message-ID is given here and never changes. */
export async function queueDraft(context: RecordsContext, input: Input): Promise<OutboxItem> {
  const item = await context.store().write(async (tx, changes) => {
    const known = await tx.selectFrom('outbox').selectAll().where('id', '=', input.id).executeTakeFirst()
    if (known) return toOutboxItem(known)
    await openDraft(tx, input.draftId)
    const draft = await tx.selectFrom('drafts').selectAll().where('id', '=', input.draftId).executeTakeFirstOrThrow()
    refuseUnfinished(draft)
    if (!input.anyway) await refuseOvertaken(tx, draft)
    const mailbox = await mailboxOf(tx, draft.mailbox_id)
    const now = context.now()
    await tx
      .insertInto('outbox')
      .values({
        id: input.id,
        draft_id: draft.id,
        mailbox_id: draft.mailbox_id,
        conversation_id: draft.conversation_id,
        contact_id: draft.contact_id,
        state: 'queued',
        to_list: draft.to_list,
        subject: draft.subject,
        message_id: `<${uuidv7()}@${mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)}>`,
        date: now,
        undo_until: new Date(Date.parse(now) + input.undoSeconds * 1000).toISOString(),
        next_attempt_at: null,
        updated_at: now,
      })
      .execute()
    await tx.updateTable('drafts').set({ state: 'queued', updated_at: now }).where('id', '=', draft.id).execute()
    changes.add(['outbox', 'drafts', 'conversations'], draft.contact_id)
    return toOutboxItem(await tx.selectFrom('outbox').selectAll().where('id', '=', input.id).executeTakeFirstOrThrow())
  })
  tellWork(context, item.mailboxId)
  return item
}

function refuseUnfinished(draft: DraftRow): void {
  const recipients = [draft.to_list, draft.cc_list, draft.bcc_list].flatMap(addressesOf)
  const unfinished = Object.values(JSON.parse(draft.unfinished) as Record<string, string>).find((text) => text.trim() !== '')
  const wrong = recipients.find(({ address }) => !isAddress(address))
  if (unfinished !== undefined || wrong)
    raise('bad_input', 'error.mail.badRecipient', { params: { address: unfinished?.trim() ?? wrong?.address ?? '' } })
  if (recipients.length === 0) raise('bad_input', 'error.mail.noRecipient')
  const [place] = unresolvedPlaces(`${draft.subject}\n${draft.text}`)
  if (place !== undefined) raise('bad_input', 'error.mail.unresolved', { params: { place } })
}

/** The customer wrote again after the letter that is being answered: the agent should have read that first. */
async function refuseOvertaken(tx: Writer, draft: DraftRow): Promise<void> {
  if (draft.in_reply_to_id === null || draft.conversation_id === null) return
  const answered = await tx.selectFrom('messages').select('seq').where('id', '=', draft.in_reply_to_id).executeTakeFirst()
  if (!answered) return
  const newer = await tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', draft.conversation_id)
    .where('direction', '=', 'inbound')
    .where('automatic', '=', 0)
    .where('seq', '>', answered.seq)
    .executeTakeFirst()
  if (newer) raise('conflict', 'error.mail.newerLetter')
}
