import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { LineProblem } from '../line/index.ts'
import { AutoAnswer } from './auto-answer.tsx'
import { ExchangeExtras } from './exchange-extras.tsx'
import { HandOver } from './hand-over.tsx'
import { LineForm } from './line-form.tsx'
import { RungOut } from './rung-out.tsx'
import { WrapUpPolicy } from './wrap-up-policy.tsx'
import s from './settings.module.css'

/** The line: how it stands, and its form. What comes from the organisation is shown, not changed. */
export function LinePage(): ReactNode {
  const t = useT()
  const act = useAct()
  const { config } = useSlice('line')
  return (
    <>
      {config && (
        <Section label={t('settings.line.state')}>
          <LineProblem />
        </Section>
      )}
      {config && (
        <Section label={t('settings.rungOut.title')}>
          <RungOut />
        </Section>
      )}
      {config && (
        <Section label={t('settings.autoAnswer.title')}>
          <AutoAnswer />
        </Section>
      )}
      {config && (
        <Section label={t('line.wrapUp')}>
          <WrapUpPolicy />
        </Section>
      )}
      {config && (
        <Section label={t('settings.handOver.title')}>
          <HandOver />
        </Section>
      )}
      {config && (
        <Section label={t('settings.exchange')}>
          <ExchangeExtras />
        </Section>
      )}
      {config?.managed && <Note tone="info">{t('settings.managed')}</Note>}
      <Section label={t('settings.line.account')}>
        <LineForm onSaved={() => toast({ tone: 'good', text: t('settings.line.saved') })} />
        {config && !config.managed && (
          <div className={s.row}>
            <Button kind="bad" icon="trash" onPress={() => void act('line.remove', null)}>
              {t('settings.line.remove')}
            </Button>
          </div>
        )}
      </Section>
    </>
  )
}
