import type { ReactNode } from 'react'
import { wrapUpModes } from '#shared/domain/wrap-up.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import s from './settings.module.css'

const offered = [15, 30, 60, 90, 120, 180, 300]

/** How a call is wrapped up: always with an outcome, with or without, or for a while. */
export function WrapUpPolicy(): ReactNode {
  const t = useT()
  const act = useAct()
  const { wrapUp } = useSlice('settings')
  const seconds = [...new Set([...offered, wrapUp.seconds])].toSorted((a, b) => a - b)
  return (
    <>
      <Segments
        label={t('settings.wrapUp')}
        value={wrapUp.mode}
        onChange={(mode) => void act('settings.set', { patch: { wrapUp: { ...wrapUp, mode } } })}
        choices={wrapUpModes.map((mode) => ({ value: mode, label: t(`settings.wrapUp.${mode}`) }))}
      />
      {wrapUp.mode === 'timed' && (
        <Select
          label={t('settings.wrapUp.seconds')}
          value={String(wrapUp.seconds)}
          onChange={(chosen) => void act('settings.set', { patch: { wrapUp: { ...wrapUp, seconds: Number(chosen) } } })}
          choices={seconds.map((each) => ({ value: String(each), label: t('time.seconds', { count: each }) }))}
        />
      )}
      <p className={s.hint}>{t(`settings.wrapUp.${wrapUp.mode}.hint`)}</p>
    </>
  )
}
