import type { ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../../ui/time.ts'
import s from './practice.module.css'

/** Beneath the top bar while practising: nothing here is real, who calls next, and the way out. */
export function PracticeStrip(): ReactNode {
  const t = useT()
  const act = useAct()
  const practice = useSlice('practice')
  const present = useNow()
  const busy = useSlice('interactions').length > 0
  const leave = practice && !busy ? () => void act('app.leavePractice', null) : null
  useCommand('practice.leave', leave)
  if (!practice) return null
  const { current, next, paused } = practice
  const title = (id: string): string => practice.scenarios.find((each) => each.id === id)?.customer ?? ''
  const left = next === null ? 0 : Math.max(0, Math.ceil((Date.parse(next.at) - present) / 1000))
  return (
    <section className={s.strip} aria-label={t('practice.region')}>
      <Icon name="spark" size={16} />
      <strong>{t('practice.title')}</strong>
      <span className={s.quiet}>
        {current
          ? t('practice.current', { name: title(current.scenarioId) })
          : paused
            ? t('practice.paused')
            : next
              ? t('practice.next', { count: left })
              : t('practice.text')}
      </span>
      <span className={s.space} />
      <Button small icon={paused ? 'play' : 'pause'} onPress={() => void act('practice.pause', { paused: !paused })}>
        {t(paused ? 'practice.resume' : 'practice.pause')}
      </Button>
      <Button
        small
        kind="quiet"
        isDisabled={leave === null}
        tip={busy ? t('practice.leave.busy') : undefined}
        onPress={() => leave?.()}
      >
        {t('practice.leave')}
      </Button>
    </section>
  )
}
