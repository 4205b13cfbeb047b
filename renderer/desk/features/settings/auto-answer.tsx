import type { ReactNode } from 'react'
import { autoAnswerSchema } from '#shared/domain/auto-answer.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import s from './settings.module.css'

/** Which calls are answered by themselves. */
export function AutoAnswer(): ReactNode {
  const t = useT()
  const act = useAct()
  const { autoAnswer } = useSlice('settings')
  return (
    <>
      <Select
        label={t('settings.autoAnswer')}
        value={autoAnswer}
        onChange={(chosen) => void act('settings.set', { patch: { autoAnswer: autoAnswerSchema.parse(chosen) } })}
        choices={autoAnswerSchema.options.map((value) => ({ value, label: t(`settings.autoAnswer.${value}`) }))}
      />
      <p className={s.hint}>{t('settings.autoAnswer.hint')}</p>
    </>
  )
}
