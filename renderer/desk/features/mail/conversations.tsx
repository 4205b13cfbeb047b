import { useState, type ReactNode } from 'react'
import type { Conversation } from '#shared/domain/mail.ts'
import { usePages } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { shownKeys, useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { Segments } from '../../ui/segments.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { When } from '../../ui/when.tsx'
import { useCompose } from './compose-to.ts'
import { LooseDrafts } from './loose-drafts.tsx'
import { MailboxState } from './mailbox-state.tsx'
import { OutboxStrip } from './outbox-strip.tsx'

type Filter = 'all' | 'unread' | 'waiting'

/** The list named *Conversations*, newest first; above it the state of the mailboxes, what is on its way, and drafts. */
export function Conversations({ open }: { open: string | null }): ReactNode {
  const t = useT()
  const compose = useCompose()
  const [filter, setFilter] = useState<Filter>('all')
  const { items, query } = usePages(['conversations', filter], 'mail.conversations', { filter, limit: 50 })
  const at = items.findIndex((each) => each.id === open)
  const step = (by: number): void => {
    const next = items[Math.max(0, at + by)]
    if (next) go('mail', next.id)
  }
  useCommand('list.next', items.length > 0 ? () => step(1) : null)
  useCommand('list.previous', items.length > 0 ? () => step(-1) : null)
  return (
    <>
      <ListHead
        title={t('mail.list')}
        aside={
          <Button
            small
            kind="primary"
            icon="edit"
            tip={`${t('mail.new')} · ${shownKeys('mail.new')}`}
            onPress={() => void compose({})}
          >
            {t('mail.new')}
          </Button>
        }
      >
        <Segments
          bare
          label={t('mail.filter')}
          value={filter}
          onChange={setFilter}
          choices={[
            { value: 'all', label: t('mail.filter.all') },
            { value: 'unread', label: t('mail.filter.unread') },
            { value: 'waiting', label: t('mail.filter.waiting') },
          ]}
        />
        <MailboxState />
      </ListHead>
      <OutboxStrip />
      <LooseDrafts open={open} />
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 ? (
        <Empty
          icon="mail"
          title={t(filter === 'all' ? 'mail.empty' : 'mail.emptyFilter')}
          text={filter === 'all' ? t('mail.empty.text') : ''}
        />
      ) : (
        <VirtualList
          label={t('mail.list')}
          items={items}
          keyOf={(row) => row.id}
          estimate={84}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
        >
          {(row) => <Row row={row} open={row.id === open} />}
        </VirtualList>
      )}
    </>
  )
}

function Row({ open, row }: { row: Conversation; open: boolean }): ReactNode {
  const t = useT()
  const who = row.contactName ?? (row.counterpart.name || row.counterpart.address)
  return (
    <ListRow
      icon="mail"
      title={who}
      fresh={row.unreadCount > 0}
      said={row.unreadCount > 0 ? t('mail.unread') : ''}
      when={<When at={row.lastAt} />}
      text={row.subject || t('mail.noSubject')}
      open={open}
      onOpen={() => go('mail', row.id)}
      chips={
        <>
          {row.state === 'waiting' && !row.automatic && (
            <Chip small tone="warn">
              {t('mail.waiting')}
            </Chip>
          )}
          {row.state === 'answered' && (
            <Chip small tone="good">
              {t('mail.answered')}
            </Chip>
          )}
          {row.hasDraft && (
            <Chip small tone="mine">
              {t('mail.draft')}
            </Chip>
          )}
          {row.automatic && <Chip small>{t('mail.automatic')}</Chip>}
          {row.contactId === null && <Chip small>{t('mail.unknown')}</Chip>}
          {row.messageCount > 1 && <Chip small>{t('mail.letters', { count: row.messageCount })}</Chip>}
          {row.hasAttachments && (
            <Chip small title={t('mail.files')}>
              <Icon name="clip" size={11} />
            </Chip>
          )}
        </>
      }
    />
  )
}
