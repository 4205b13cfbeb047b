import { useEffect, useState, type ReactNode } from 'react'
import { agentStates } from '#shared/domain/agent-day.ts'
import { dateForms } from '#shared/i18n/formats.ts'
import { queries, usePages, type ItemOf } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useT, useWords } from '../../ui/i18n.tsx'
import { More } from '../../ui/more.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { clock, timeOf } from '../../ui/time.ts'
import { toast } from '../../ui/toasts.tsx'
import { lineLooks } from '../line/index.ts'
import { DaySpans } from './day-spans.tsx'
import s from './supervision.module.css'

type Day = ItemOf<'states.days'>

/** Days of the agents: signed in and out, how long in each state, and on demand what the day was made of. */
export function StatesPage(): ReactNode {
  const t = useT()
  const { items, query } = usePages(['states'], 'states.days', {})
  // Nothing tells of new states: the list is asked for anew with each visit.
  useEffect(() => () => queries.removeQueries({ queryKey: ['states'] }), [])
  if (query.isError) return <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />
  if (query.isSuccess && items.length === 0)
    return <Empty icon="clock" title={t('supervision.states.none')} text={t('supervision.states.none.text')} />
  return (
    <>
      <div>
        <Export />
      </div>
      <div className={s.scroll}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{t('supervision.states.day')}</th>
              <th scope="col">{t('supervision.states.in')}</th>
              <th scope="col">{t('supervision.states.out')}</th>
              {agentStates.map((state) => (
                <th key={state} scope="col">
                  {t(lineLooks[state].label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((day) => (
              <Row key={`${day.day} ${day.agent}`} day={day} />
            ))}
          </tbody>
        </table>
      </div>
      <More query={query} />
    </>
  )
}

function Row({ day }: { day: Day }): ReactNode {
  const { language, t } = useWords()
  const forms = dateForms(language)
  const at = new Date(`${day.day}T12:00:00`)
  const time = (instant: string | null): string => (instant === null ? '–' : timeOf(instant, language))
  const out = time(day.lastOut)
  return (
    <tr>
      <th scope="row">
        <time dateTime={day.day} title={day.day}>
          {forms.weekday(at)} {forms.dayMonth(at)}
        </time>
        {' · '}
        {day.agent}
        <DaySpans day={day.day} agent={day.agent} />
      </th>
      <td>{time(day.firstIn)}</td>
      <td>{day.cutOff ? t('supervision.states.cutOff', { time: out }) : out}</td>
      {agentStates.map((state) => (
        <td key={state}>{clock(day.totals[state])}</td>
      ))}
    </tr>
  )
}

/** All days as a file for other programs. */
function Export(): ReactNode {
  const t = useT()
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const result = await act('states.export', null)
    setBusy(false)
    if (!result.ok || result.value.savedTo === null) return
    toast({ tone: 'good', text: t('supervision.states.exported', { count: result.value.rows, path: result.value.savedTo }) })
  }
  return (
    <Button small icon="save" isDisabled={busy} onPress={() => void save()}>
      {t('supervision.states.export')}
    </Button>
  )
}
