import { useState, type ReactNode } from 'react'
import { usePages } from '../../bridge/query.ts'
import { Chip } from '../../ui/chip.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'

/** All standards by code, or narrowed by what is typed. */
export function PlaybookList({ onOpen, open }: { open: string | null; onOpen: (id: string) => void }): ReactNode {
  const { language, t } = useWords()
  const [text, setText] = useState('')
  const typed = useSettled(text.trim(), 150)
  const { items, query, total } = usePages(['playbooks', 'list', language, typed], 'playbooks.list', { text: typed, limit: 50 })
  const at = items.findIndex((each) => each.id === open)
  const step = (by: number): void => {
    const next = items[Math.max(0, at + by)]
    if (next) onOpen(next.id)
  }
  useCommand('list.next', items.length > 0 ? () => step(1) : null)
  useCommand('list.previous', items.length > 0 ? () => step(-1) : null)
  return (
    <>
      <ListHead title={t('playbook.place')} aside={total}>
        <Field
          label=""
          aria-label={t('playbook.find')}
          placeholder={t('playbook.find')}
          maxLength={200}
          value={text}
          onChange={setText}
        />
      </ListHead>
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 ? (
        <Empty icon="note" title={typed === '' ? t('playbook.empty') : t('search.nothing', { text: typed })} />
      ) : (
        <VirtualList
          label={t('playbook.place')}
          items={items}
          keyOf={(row) => row.id}
          estimate={60}
          total={total}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
        >
          {(row) => (
            <ListRow
              icon="note"
              title={row.title}
              when={row.code}
              text={row.tags.join(' · ')}
              open={row.id === open}
              onOpen={() => onOpen(row.id)}
              chips={
                row.reviewDue && (
                  <Chip small tone="warn">
                    {t('playbook.reviewDue')}
                  </Chip>
                )
              }
            />
          )}
        </VirtualList>
      )}
    </>
  )
}
