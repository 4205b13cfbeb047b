import type { ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { shownKeys, useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { CustomerPane } from '../customer/index.ts'
import { Work } from '../layout/index.ts'
import { useCompose } from './compose-to.ts'
import { ConversationView } from './conversation-view.tsx'
import { Conversations } from './conversations.tsx'
import { DraftView } from './draft-view.tsx'
import { useConversation } from './use-conversation.ts'

/** Conversations · the open letter · its sender. */
export function MailPlace(): ReactNode {
  const t = useT()
  const accounts = useSlice('accounts')
  const open = useRoute((state) => state.open)
  const compose = useCompose()
  const draftId = open?.startsWith('draft:') ? open.slice('draft:'.length) : null
  const conversationId = draftId === null ? open : null
  useCommand('mail.new', accounts.length > 0 ? () => void compose({}) : null)
  if (accounts.length === 0)
    return (
      <Work>
        <Empty main icon="mail" title={t('mail.none')} text={t('mail.none.text')}>
          <Button kind="primary" onPress={() => go('settings', 'mailboxes')}>
            {t('mail.setUp')}
          </Button>
        </Empty>
      </Work>
    )
  return (
    <Work list={<Conversations open={open} />} side={<Who conversationId={conversationId} draftId={draftId} />}>
      {draftId !== null ? (
        <DraftView key={draftId} id={draftId} />
      ) : conversationId !== null ? (
        <ConversationView key={conversationId} id={conversationId} />
      ) : (
        <Empty
          main
          icon="mail"
          title={t('mail.choose')}
          text={t('mail.choose.text', {
            next: shownKeys('list.next'),
            previous: shownKeys('list.previous'),
            write: shownKeys('mail.new'),
          })}
        />
      )}
    </Work>
  )
}

/** Who wrote, or whom a letter of ours goes to: the one customer with the first address. */
function Who({ conversationId, draftId }: { conversationId: string | null; draftId: string | null }): ReactNode {
  const conversation = useConversation(conversationId)
  const draft = useAsk(['drafts', draftId ?? ''], 'drafts.get', draftId === null ? null : { id: draftId })
  const addressee = draftId === null ? null : (draft.data?.to[0]?.address.toLowerCase() ?? null)
  const found = useAsk(
    ['contacts', 'addressee', addressee],
    'contacts.list',
    addressee === null ? null : { text: addressee, limit: 2, cursor: null },
  )
  const known = (found.data?.items ?? []).filter((each) => each.email?.toLowerCase() === addressee)
  const contactId =
    (conversationId !== null && conversation.data?.conversation.contactId) ||
    (draftId !== null && (draft.data?.contactId || (known.length === 1 && known[0]?.id))) ||
    null
  return <CustomerPane contactId={contactId} {...(conversationId === null ? {} : { conversationId })} />
}
