import { useState, type ReactNode } from 'react'
import type { Case } from '#shared/domain/case.ts'
import { isGrievance } from '#shared/domain/open-case.ts'
import { useAsk, usePages } from '../../bridge/query.ts'
import { Chip } from '../../ui/chip.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { Scroll } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { When } from '../../ui/when.tsx'
import { caseStatusLabels, caseTypeLabels } from '../case-words/index.ts'
import { CustomerPane } from '../customer/index.ts'
import { Work } from '../layout/index.ts'
import { CaseForm } from './case-form.tsx'

/** What is open, newest first · the case · its customer. */
export function CasesPlace(): ReactNode {
  const t = useT()
  const open = useRoute((state) => state.open)
  const shown = useAsk(['cases', open ?? ''], 'cases.get', open === null ? null : { id: open })
  return (
    <Work list={<CaseList open={open} />} side={<CustomerPane contactId={(open !== null && shown.data?.contactId) || null} />}>
      {open === null ? (
        <Empty main icon="cases" title={t('cases.choose')} text={t('cases.choose.text')} />
      ) : (
        <Scroll>
          <Scroll.Head
            title={shown.data ? shown.data.subject || t('case.numbered', { number: shown.data.number }) : t('case.title')}
            sub={t('work.text')}
          />
          <CaseForm key={open} id={open} />
        </Scroll>
      )}
    </Work>
  )
}

function CaseList({ open }: { open: string | null }): ReactNode {
  const t = useT()
  const [which, setWhich] = useState<'open' | 'all'>('open')
  const { items, query, total } = usePages(['cases', 'list', which], 'cases.list', { open: which === 'open', limit: 50 })
  const at = items.findIndex((each) => each.id === open)
  const step = (by: number): void => {
    const next = items[Math.max(0, at + by)]
    if (next) go('cases', next.id)
  }
  useCommand('list.next', items.length > 0 ? () => step(1) : null)
  useCommand('list.previous', items.length > 0 ? () => step(-1) : null)
  return (
    <>
      <ListHead title={t('place.cases')} aside={total !== undefined && t('cases.count', { count: total })}>
        <Segments
          bare
          label={t('cases.filter')}
          value={which}
          onChange={setWhich}
          choices={[
            { value: 'open', label: t('cases.open') },
            { value: 'all', label: t('cases.all') },
          ]}
        />
      </ListHead>
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 ? (
        <Empty icon="cases" title={t('cases.empty')} text={t('cases.empty.text')} />
      ) : (
        <VirtualList
          label={t('place.cases')}
          items={items}
          keyOf={(row) => row.id}
          estimate={84}
          total={total}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
        >
          {(row) => (
            <ListRow
              icon="cases"
              title={row.subject || `${t(caseTypeLabels[row.type])} ${row.number}`}
              when={<When at={row.updatedAt} />}
              text={[row.contactName, row.number, row.nextStep].filter(Boolean).join(' · ')}
              open={row.id === open}
              onOpen={() => go('cases', row.id)}
              chips={<CaseChips row={row} />}
            />
          )}
        </VirtualList>
      )}
    </>
  )
}

function CaseChips({ row }: { row: Case }): ReactNode {
  const t = useT()
  return (
    <>
      <Chip small tone={isGrievance(row.type) ? 'bad' : row.type === 'compliment' ? 'good' : 'mine'}>
        {t(caseTypeLabels[row.type])}
      </Chip>
      <Chip small>{t(caseStatusLabels[row.status])}</Chip>
    </>
  )
}
