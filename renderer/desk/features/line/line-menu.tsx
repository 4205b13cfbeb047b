import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { notReadyReasons } from '#shared/domain/not-ready.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LineProblem } from './line-problem.tsx'
import s from './line-status.module.css'
import { reasonLabels } from './line-words.ts'
import { useSetReady } from './use-set-ready.ts'

/** Ready, or not ready with a reason; above it what is wrong, if anything is. */
export function LineMenu({ onDone }: { onDone: () => void }): ReactNode {
  const t = useT()
  const setReady = useSetReady()
  const line = useSlice('line')
  const set = (ready: boolean, reason: string | null): void => {
    setReady(ready, reason)
    onDone()
  }
  return (
    <div className={s.menu}>
      <LineProblem onDone={onDone} />
      {line.codeFailed && (
        <p className={s.problem}>
          <Icon name="warn" size={16} />
          {line.codeFailed.status === null
            ? t('line.code.lost', { code: line.codeFailed.code })
            : t('line.code.refused', { code: line.codeFailed.code, status: line.codeFailed.status })}
        </p>
      )}
      {line.config && (
        <div className={s.choices} role="group" aria-label={t('line.choose')}>
          <Choice label={t('line.ready')} on={line.presence.ready} onPress={() => set(true, null)} />
          <Choice
            label={t('line.notReady')}
            on={!line.presence.ready && line.presence.reason === null}
            onPress={() => set(false, null)}
          />
          <p className={s.sub}>{t('line.reasons')}</p>
          {notReadyReasons.map((reason) => (
            <Choice
              key={reason}
              label={t(reasonLabels[reason])}
              on={!line.presence.ready && line.presence.reason === reason}
              onPress={() => set(false, reason)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function Choice({ label, on, onPress }: { label: string; on: boolean; onPress: () => void }): ReactNode {
  return (
    <AriaButton className={s.choice ?? ''} onPress={onPress} aria-pressed={on}>
      {label}
      {on && <Icon name="check" size={15} />}
    </AriaButton>
  )
}
