import type { ReactNode } from 'react'
import type { Answer } from '../../bridge/client.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import s from './settings.module.css'

/** What the test of a mailbox found, step by step, in plain words. */
export function TestSteps({ steps }: { steps: Answer<'accounts.test'> }): ReactNode {
  const { say, t } = useWords()
  return (
    <div role="status" aria-label={t('settings.mailbox.steps')}>
      <ul className={s.steps}>
        {steps.map((each) => (
          <li key={each.step} className={each.ok ? s.good : s.bad}>
            <Icon name={each.ok ? 'check' : 'warn'} size={16} />
            <span>
              <strong>{t(`mailbox.step.${each.step}`)}</strong> {t(each.ok ? 'mailbox.step.ok' : 'mailbox.step.failed')}
              {each.messageKey && <span className={s.reason}> {say(each.messageKey)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
