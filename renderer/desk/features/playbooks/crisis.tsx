import type { ReactNode } from 'react'
import { nothingToSay, useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { exactly } from '../../ui/time.ts'

/** The crisis switch: while it is on, the crisis standard comes first in every interaction at this desk. */
export function Crisis(): ReactNode {
  const { language, t } = useWords()
  const act = useAct()
  const { data } = useAsk(['playbooks', 'crisis'], 'playbooks.crisis', nothingToSay)
  if (!data) return null
  return (
    <Section
      label={t('playbook.crisis')}
      {...(data.on ? { tone: 'warn' as const } : {})}
      aside={data.since === null ? null : t('playbook.crisis.since', { time: exactly(data.since, language) })}
    >
      <p>{t(data.on ? 'playbook.crisis.isOn' : 'playbook.crisis.isOff')}</p>
      <div>
        <Button icon="warn" onPress={() => void act('playbooks.setCrisis', { on: !data.on })}>
          {t(data.on ? 'playbook.crisis.turnOff' : 'playbook.crisis.turnOn')}
        </Button>
      </div>
    </Section>
  )
}
