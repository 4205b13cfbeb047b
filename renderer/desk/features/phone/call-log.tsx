import { useState, type ReactNode } from 'react'
import type { InteractionRow } from '#shared/domain/interaction.ts'
import { usePages } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import type { IconName } from '../../ui/icons.ts'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { Segments } from '../../ui/segments.tsx'
import { toast } from '../../ui/toasts.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { When } from '../../ui/when.tsx'
import { useSayNumber } from '../numbers/index.ts'
import { useDial } from './dial.ts'

const missed = (row: InteractionRow): boolean =>
  row.direction === 'inbound' && (row.outcome === 'missed' || row.outcome === 'declined')

/** Calls that were, newest first; missed ones marked, one click to call back. */
export function CallLog(): ReactNode {
  const t = useT()
  const [filter, setFilter] = useState<'all' | 'missed'>('all')
  const open = useRoute((state) => state.open)
  const { items, query } = usePages(['interactions', 'log', filter], 'interactions.callLog', { filter, limit: 50 })
  const at = items.findIndex((each) => each.id === open)
  const step = (by: number): void => {
    const next = items[Math.max(0, at + by)]
    if (next) go('phone', next.id)
  }
  useCommand('list.next', items.length > 0 ? () => step(1) : null)
  useCommand('list.previous', items.length > 0 ? () => step(-1) : null)
  return (
    <>
      <ListHead
        title={t('log.title')}
        aside={
          <>
            {items.length > 0 && <ExportLog filter={filter} />}
            {open !== null && <Button small kind="quiet" icon="pad" label={t('log.pad')} onPress={() => go('phone', null)} />}
          </>
        }
      >
        <Segments
          bare
          label={t('log.filter')}
          value={filter}
          onChange={setFilter}
          choices={[
            { value: 'all', label: t('log.all') },
            { value: 'missed', label: t('log.missed') },
          ]}
        />
      </ListHead>
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 ? (
        <Empty
          icon="phone"
          title={t(filter === 'all' ? 'log.empty' : 'log.emptyMissed')}
          text={filter === 'all' ? t('log.empty.text') : ''}
        />
      ) : (
        <VirtualList
          label={t('log.title')}
          items={items}
          keyOf={(row) => row.id}
          estimate={62}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
        >
          {(row) => <LogRow row={row} open={row.id === open} />}
        </VirtualList>
      )}
    </>
  )
}

/** The calls of the list as a file for other programs; a long log takes a moment. */
function ExportLog({ filter }: { filter: 'all' | 'missed' }): ReactNode {
  const t = useT()
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const result = await act('calls.export', { filter })
    setBusy(false)
    if (!result.ok || result.value.savedTo === null) return
    toast({ tone: 'good', text: t('log.exported', { count: result.value.rows, path: result.value.savedTo }) })
  }
  return <Button small kind="quiet" icon="save" label={t('log.export')} isDisabled={busy} onPress={() => void save()} />
}

function LogRow({ open, row }: { row: InteractionRow; open: boolean }): ReactNode {
  const t = useT()
  const dial = useDial()
  const sayNumber = useSayNumber()
  const number = row.remote === null ? null : sayNumber(row.remote)
  const name = row.contactName ?? row.remoteName ?? number ?? t('call.withheld')
  const isMissed = missed(row)
  const icon: IconName = isMissed ? 'missed' : row.direction === 'outbound' ? 'out' : 'in'
  const option = row.ivrOption
  const why =
    row.queue && option ? t('log.queueMenu', { queue: row.queue, option }) : option ? t('call.menu', { option }) : row.queue
  // Why they called tells more than the number of a customer whose name stands above it.
  const tellsNumber = row.contactName ? !why : row.remoteName !== null
  const text = [why, tellsNumber && number].filter(Boolean).join(' · ')
  return (
    <ListRow
      icon={icon}
      said={t(isMissed ? 'log.said.missed' : row.direction === 'outbound' ? 'log.said.out' : 'log.said.in')}
      title={name}
      when={<When at={row.startedAt} />}
      text={text}
      tone={isMissed ? 'bad' : undefined}
      open={open}
      onOpen={() => go('phone', row.id)}
      chips={
        isMissed ? (
          <Chip small tone="bad">
            {t(row.outcome === 'declined' ? 'log.declined' : 'log.missedChip')}
          </Chip>
        ) : row.state === 'wrap_up' ? (
          <Chip small tone="warn">
            {t('line.wrapUp')}
          </Chip>
        ) : row.outcome === 'not_reached' || row.outcome === 'failed' ? (
          <Chip small>{t('log.notReached')}</Chip>
        ) : null
      }
      actions={
        row.remote !== null && (
          <Button
            small
            icon="phone"
            label={t('log.ringBack', { name })}
            onPress={() => void dial(row.remote ?? '', row.contactId)}
          />
        )
      }
    />
  )
}
