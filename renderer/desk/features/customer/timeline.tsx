import type { ReactNode } from 'react'
import type { TimelineEntry } from '#shared/domain/interaction.ts'
import { usePages } from '../../bridge/query.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { When } from '../../ui/when.tsx'
import { useSayNumber } from '../numbers/index.ts'
import s from './customer-pane.module.css'
import { describeEntry, openEntry } from './timeline-entry.ts'

/** Everything that happened with a customer, newest first, live; the list named *Timeline*. */
export function Timeline({ contactId }: { contactId: string }): ReactNode {
  const t = useT()
  const { items, query, total } = usePages(['timeline', 'of', contactId], 'timeline.list', { contactId, limit: 50 })
  return (
    <div className={s.timeline}>
      <h2 className={s.title} id={`timeline-${contactId}`}>
        {t('timeline')}
        {total !== undefined && <span className={s.count}>{t('timeline.count', { count: total })}</span>}
      </h2>
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className={s.none}>{t('timeline.empty')}</p>}
      <VirtualList
        label={t('timeline')}
        items={items}
        keyOf={(entry) => `${entry.kind}-${entry.id}`}
        estimate={58}
        total={total}
        more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
      >
        {(entry) => <Entry entry={entry} />}
      </VirtualList>
    </div>
  )
}

function Entry({ entry }: { entry: TimelineEntry }): ReactNode {
  const t = useT()
  const { icon, kind, text } = describeEntry(entry, t, useSayNumber())
  const open = openEntry(entry)
  const className = cx(s.entry, entry.outcome === 'missed' && s.bad, entry.unread && s.fresh)
  const inside = (
    <>
      <span className={s.badge}>
        <Icon name={icon} size={12} />
      </span>
      <span className={s.kind}>{kind}</span>
      <span className={s.when}>
        <When at={entry.at} />
      </span>
      <span className={s.what}>{text}</span>
    </>
  )
  return open ? (
    <button type="button" className={className} onClick={open}>
      {inside}
    </button>
  ) : (
    <div className={className}>{inside}</div>
  )
}
