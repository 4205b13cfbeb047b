import type { ReactNode } from 'react'
import { Meter } from 'react-aria-components'
import { useDesk } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import s from './settings.module.css'

/** How loud the microphone is just now; `children` say what to do. */
export function LevelBar({ children }: { children?: ReactNode }): ReactNode {
  const t = useT()
  const percent = useDesk((state) => Math.round(state.level * 100))
  return (
    <Meter aria-label={t('settings.sound.level')} value={percent} className={s.meter ?? ''}>
      <div className={s.track}>
        <div className={s.fill} style={{ width: `${percent}%` }} />
      </div>
      {children}
    </Meter>
  )
}
