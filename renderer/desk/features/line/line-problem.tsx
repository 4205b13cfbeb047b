import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { sayError, useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { sayNextTry } from '../../ui/next-try.ts'
import { timeOf, useNow } from '../../ui/time.ts'
import { go } from '../../ui/route.ts'
import s from './line-status.module.css'

/** What is wrong with the line, since when, the next try counted down, and *Try now*. Nothing is wrong: who confirmed it and when. */
export function LineProblem({ onDone }: { onDone?: () => void }): ReactNode {
  const words = useWords()
  const act = useAct()
  const present = useNow()
  const { config, registration, word } = useSlice('line')
  const { t } = words
  if (!config && word === 'unconfigured')
    return (
      <div className={s.facts}>
        <p>{t('line.none')}</p>
        <Button
          kind="primary"
          onPress={() => {
            go('settings', 'line')
            onDone?.()
          }}
        >
          {t('line.setUp')}
        </Button>
      </div>
    )
  if (registration.state === 'registered')
    return (
      <p className={s.facts}>
        {t('line.confirmed', {
          time: timeOf(registration.confirmedAt ?? registration.since, words.language),
          server: registration.server ?? '',
        })}
      </p>
    )
  return (
    <div className={s.facts}>
      {registration.problem ? (
        <p className={s.problem}>
          <Icon name="warn" size={16} />
          {sayError(words, { ...registration.problem, params: registration.problem.params ?? {} })}
        </p>
      ) : (
        <p>
          <strong>{t('line.connecting.text')}</strong>
        </p>
      )}
      <p>{t('line.since', { time: timeOf(registration.since, words.language) })}</p>
      <div className={s.row}>
        <span className={s.next}>{sayNextTry(registration.nextTryAt, present, words) ?? t('line.trying')}</span>
        <Button small onPress={() => void act('line.tryNow', null)}>
          {t('line.tryNow')}
        </Button>
      </div>
    </div>
  )
}
