import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import s from './settings.module.css'

const offered = [0, 2, 3, 5, 10]

/** After how many calls in vain the desk says Not ready by itself. */
export function RungOut(): ReactNode {
  const t = useT()
  const act = useAct()
  const { notReadyAfter } = useSlice('settings')
  // A number from a file that somebody wrote by hand is offered too.
  const choices = [...new Set([...offered, notReadyAfter])].toSorted((a, b) => a - b)
  return (
    <>
      <Select
        label={t('settings.rungOut')}
        value={String(notReadyAfter)}
        onChange={(chosen) => void act('settings.set', { patch: { notReadyAfter: Number(chosen) } })}
        choices={choices.map((count) => ({
          value: String(count),
          label: count === 0 ? t('settings.rungOut.never') : t('settings.rungOut.after', { count }),
        }))}
      />
      <p className={s.hint}>{t('settings.rungOut.hint')}</p>
    </>
  )
}
