import type { Handlers } from '#shared/contract/define.ts'
import type { mailRecordCalls } from '#shared/contract/records/mail.ts'
import type { RecordsContext } from '../../context.ts'
import { getConversation } from './conversations/get.ts'
import { letterHandlers } from './conversations/letter.ts'
import { linkConversation } from './conversations/link.ts'
import { listConversations } from './conversations/list.ts'
import { setSeen } from './conversations/seen.ts'
import { draftHandlers } from './drafts/index.ts'
import { outboxHandlers } from './outbox/index.ts'
import { keepMailboxes } from './own.ts'

/** Letters as main and the desk see them. */
export function mailHandlers(context: RecordsContext): Handlers<typeof mailRecordCalls> {
  return {
    'mail.conversations': (input) => listConversations(context, input),
    'mail.conversation': ({ id }) => getConversation(context, id),
    ...letterHandlers(context),
    'mail.setSeen': ({ messageIds, seen }) => setSeen(context, messageIds, seen),
    'mail.linkConversation': (input) => linkConversation(context, input),
    'mailboxes.known': ({ mailboxes }) => keepMailboxes(context, mailboxes),
    ...draftHandlers(context),
    ...outboxHandlers(context),
  }
}
