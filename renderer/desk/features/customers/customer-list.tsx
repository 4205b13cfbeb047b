import { useSayNumber } from '../numbers/index.ts'
import { useState, type ReactNode } from 'react'
import { usePages } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { When } from '../../ui/when.tsx'

/** Everybody by name, or narrowed by what is typed. */
export function CustomerList({ onImport, open }: { open: string | null; onImport: () => void }): ReactNode {
  const { number, t } = useWords()
  const [text, setText] = useState('')
  const sayNumber = useSayNumber()
  const typed = useSettled(text.trim(), 150)
  const { items, query, total } = usePages(['contacts', 'list', typed], 'contacts.list', { text: typed, limit: 50 })
  const at = items.findIndex((each) => each.id === open)
  const step = (by: number): void => {
    const next = items[Math.max(0, at + by)]
    if (next) go('customers', next.id)
  }
  useCommand('list.next', items.length > 0 ? () => step(1) : null)
  useCommand('list.previous', items.length > 0 ? () => step(-1) : null)
  return (
    <>
      <ListHead
        title={t('customers.list')}
        aside={
          <>
            {total !== undefined && <span>{number(total)}</span>}
            <Button small kind="quiet" icon="upload" label={t('customers.import')} onPress={onImport} />
            <Button small kind="quiet" icon="plus" label={t('customers.new')} onPress={() => go('customers', 'new')} />
          </>
        }
      >
        <Field label="" aria-label={t('customers.find')} placeholder={t('customers.find')} value={text} onChange={setText} />
      </ListHead>
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 ? (
        <Empty
          icon="people"
          title={typed === '' ? t('customers.empty') : t('search.nothing', { text: typed })}
          text={typed === '' ? t('customers.empty.text') : ''}
        />
      ) : (
        <VirtualList
          label={t('customers.list')}
          items={items}
          keyOf={(row) => row.id}
          estimate={60}
          total={total}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
        >
          {(row) => (
            <ListRow
              icon="user"
              title={row.displayName}
              when={row.lastInteractionAt && <When at={row.lastInteractionAt} />}
              text={[row.organizationName, row.city, row.phone && sayNumber(row.phone), row.email].filter(Boolean).join(' · ')}
              open={row.id === open}
              onOpen={() => go('customers', row.id)}
              chips={
                <>
                  {row.openCases > 0 && (
                    <Chip small tone="warn">
                      {t('customers.openCases', { count: row.openCases })}
                    </Chip>
                  )}
                  {row.kind === 'internal' && (
                    <Chip small tone="cue">
                      {t('customer.internal')}
                    </Chip>
                  )}
                </>
              }
            />
          )}
        </VirtualList>
      )}
    </>
  )
}
