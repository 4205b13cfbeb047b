import { useEffect, useState, type ReactNode } from 'react'
import { queries, usePages, type ItemOf } from '../../bridge/query.ts'
import { Empty } from '../../ui/empty.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { More } from '../../ui/more.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useMinute } from '../../ui/time.ts'
import { When } from '../../ui/when.tsx'
import s from './supervision.module.css'

type Row = ItemOf<'cue.figures'>
const periods = ['7', '30', '90'] as const
const columns = ['due', 'shown', 'done', 'notNow', 'overruled', 'faded', 'heldOut'] as const

/** What became of each cue: how often it was due, shown, acted on, overruled (with the reasons), faded, kept back. */
export function CueFigures(): ReactNode {
  const { number, t } = useWords()
  const [days, setDays] = useState<(typeof periods)[number]>('30')
  const [by, setBy] = useState<(typeof columns)[number]>('due')
  const minute = useMinute()
  const from = new Date(minute - Number(days) * 86_400_000).toISOString()
  const { items, query } = usePages(['figures', days], 'cue.figures', { from, to: null, limit: 200 })
  // Nothing tells of new figures: they are asked for anew with each visit, and each minute while one looks.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['figures'] }), [minute])
  useEffect(() => () => queries.removeQueries({ queryKey: ['figures'] }), [])
  if (query.isError) return <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />
  return (
    <>
      <Segments
        short
        label={t('supervision.period')}
        value={days}
        onChange={setDays}
        choices={periods.map((value) => ({ value, label: t('supervision.days', { count: Number(value) }) }))}
      />
      {query.isSuccess && items.length === 0 ? (
        <Empty icon="spark" title={t('supervision.cues.none')} text={t('supervision.cues.none.text')} />
      ) : (
        <div className={s.scroll}>
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{t('supervision.cue')}</th>
                {columns.map((each) => (
                  <th key={each} scope="col" aria-sort={by === each ? 'descending' : 'none'}>
                    <button type="button" onClick={() => setBy(each)}>
                      {t(`supervision.figure.${each}`)}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items
                .toSorted((a, b) => b[by] - a[by])
                .map((row) => (
                  <tr key={`${row.deckId} ${row.cueId} ${row.cueVersion}`}>
                    <th scope="row">
                      {row.cue?.say ?? row.cueId}
                      <Reasons row={row} />
                    </th>
                    {columns.map((each) => (
                      <td key={each}>{number(row[each])}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
      <More query={query} />
    </>
  )
}

function Reasons({ row }: { row: Row }): ReactNode {
  const { t } = useWords()
  if (row.reasons.length === 0) return null
  return (
    <details className={s.reasons}>
      <summary>{t('supervision.reasons', { count: row.reasons.length })}</summary>
      <ul>
        {row.reasons.map((each) => (
          <li key={`${each.at} ${each.interactionId}`}>
            <q>{each.reason}</q> <When at={each.at} className={s.when} />
          </li>
        ))}
      </ul>
    </details>
  )
}
