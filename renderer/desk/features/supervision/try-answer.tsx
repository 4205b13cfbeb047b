import type { ReactNode } from 'react'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { sayActual, sayComparison } from '#shared/cues/words/condition-words.ts'
import type { Answer } from '../../bridge/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { clock } from '../../ui/time.ts'
import { stageLabels } from '../cue/index.ts'
import { DeckProblems } from './deck-problems.tsx'
import e from './editor.module.css'
import s from './supervision.module.css'
import { capital, useConditionWords } from './use-condition-words.ts'

type Played = Extract<Answer<'decks.try'>, { ok: true }>
type NotShown = NonNullable<Played['notShown']>
type TriedRow = Played['moments'][number]['rows'][number]

/** Whether the cue would have come, when, and which rows decided it. */
export function TryAnswer({ answer, cue }: { answer: Answer<'decks.try'>; cue: Cue }): ReactNode {
  const { t } = useWords()
  const why = useWhy()
  if (!answer.ok) return <DeckProblems faults={answer.problems} />
  if (!answer.known) return <p className={e.help}>{t('supervision.try.unknown')}</p>
  const { moments, notShown } = answer
  const rows = notShown?.kind === 'condition' ? notShown.rows : (moments.find((each) => each.rows.length > 0)?.rows ?? [])
  return (
    <>
      <Note tone={notShown ? 'warn' : 'good'}>{notShown ? why(notShown, cue) : t('deck.try.came')}</Note>
      {moments.length > 0 && (
        <ul className={s.list}>
          {moments.map((each) => (
            <li key={`${each.seconds} ${each.kind}`} className={s.item}>
              <span>{clock(each.seconds * 1000)}</span>
              <span className={s.words}>
                {t(`supervision.moment.${each.kind}`)} <span className={s.sub}>{each.evidence}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <ul className={e.reasons} aria-label={t('deck.try.rows')}>
          {rows.map((row, index) => (
            // The rows of one moment never change.
            // oxlint-disable-next-line react/no-array-index-key
            <Reason key={index} row={row} />
          ))}
        </ul>
      )}
    </>
  )
}

/** Why a card was not shown, as a sentence. */
function useWhy(): (why: NotShown, cue: Cue) => string {
  const { t } = useWords()
  return (why, cue) => {
    switch (why.kind) {
      case 'channel':
        return t('deck.try.channel')
      case 'stage':
        return t('deck.try.stage', {
          stage: t(stageLabels[cue.stage]),
          stages: why.stages.map((each) => t(stageLabels[each])).join(', ') || '–',
        })
      case 'condition':
        return t('deck.try.condition', { time: clock(why.seconds * 1000) })
      case 'event':
        return t('deck.try.event', {
          time: clock(why.seconds * 1000),
          events: why.events.map((each) => t(`deck.event.${each}`)).join(', '),
        })
      case 'pause':
        return t('deck.try.pause', { time: clock(why.seconds * 1000) })
    }
  }
}

function Reason({ row }: { row: TriedRow }): ReactNode {
  const { t } = useWords()
  const words = useConditionWords()
  const told = sayComparison(row.comparison, words)
  const state = row.blocks ? 'blocks' : row.met ? 'met' : 'free'
  return (
    <li className={`${e.reason} ${e[state]}`}>
      <Icon name={row.blocks ? 'x' : row.met ? 'check' : 'info'} size={15} />
      <span>
        <strong>{t(`deck.try.${state}`)}</strong> {row.inNone ? t('deck.try.notThis', { row: told }) : capital(told)}{' '}
        <span className={s.sub}>({t('deck.try.was', { actual: sayActual(row.comparison.fact, row.actual, words) })})</span>
      </span>
    </li>
  )
}
