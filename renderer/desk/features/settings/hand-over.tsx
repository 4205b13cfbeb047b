import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import s from './settings.module.css'

/** What is done when the other side of a call wants to hand it over. */
export function HandOver(): ReactNode {
  const t = useT()
  const act = useAct()
  const { handOver } = useSlice('settings')
  return (
    <>
      <Select
        label={t('settings.handOver')}
        value={handOver}
        onChange={(chosen) => void act('settings.set', { patch: { handOver: chosen === 'refuse' ? 'refuse' : 'ask' } })}
        choices={[
          { value: 'ask', label: t('settings.handOver.ask') },
          { value: 'refuse', label: t('settings.handOver.refuse') },
        ]}
      />
      <p className={s.hint}>{t('settings.handOver.hint')}</p>
    </>
  )
}
