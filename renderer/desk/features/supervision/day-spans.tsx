import { useState, type ReactNode } from 'react'
import { shownReasons } from '#shared/domain/not-ready.ts'
import { usePages } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { timeOf } from '../../ui/time.ts'
import { lineLooks, reasonLabels } from '../line/index.ts'
import s from './supervision.module.css'

/** What one agent's day was made of; asked for when it is opened. */
export function DaySpans({ agent, day }: { agent: string; day: string }): ReactNode {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className={s.reasons} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('supervision.states.list')}</summary>
      {open && <Spans agent={agent} day={day} />}
    </details>
  )
}

function Spans({ agent, day }: { agent: string; day: string }): ReactNode {
  const { language, t } = useWords()
  const { items, query } = usePages(['states', day, agent], 'states.of', { agent, day, limit: 100 })
  return (
    <>
      <ul>
        {items.map((span) => {
          const reason = shownReasons.find((each) => each === span.reason)
          const until = timeOf(span.untilAt, language)
          return (
            <li key={`${span.startedAt} ${span.state}`}>
              <span className={s.when}>
                {timeOf(span.startedAt, language)}–
                {span.cutOff ? t('supervision.states.cutOff', { time: until }) : span.open ? '' : until}
              </span>{' '}
              {t(lineLooks[span.state].label)}
              {span.reason !== null && ` (${reason ? t(reasonLabels[reason]) : span.reason})`}
            </li>
          )
        })}
      </ul>
      {query.hasNextPage && (
        <Button small onPress={() => void query.fetchNextPage()}>
          {t('search.more')}
        </Button>
      )}
    </>
  )
}
