import { useState, type ReactNode } from 'react'
import type { PracticeView } from '#shared/contract/desk/practice.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, Chips } from '../../ui/chip.tsx'
import { useT, useWords } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Scroll, Section } from '../../ui/scroll.tsx'
import s from './practice.module.css'
import { Sheet } from './sheet.tsx'
import { useCueNames } from './use-cue-names.ts'

type Practice = NonNullable<PracticeView>

/** The idle phone while practising: the last score sheet, the customers, and (as `children`) the dial pad. */
export function PracticeHome({ children, practice }: { practice: Practice; children: ReactNode }): ReactNode {
  const { say, t } = useWords()
  const [all, setAll] = useState(false)
  const cues = useCueNames()
  const [newest] = practice.sheets
  const shown = all ? practice.sheets : newest ? [newest] : []
  return (
    <Scroll>
      <Scroll.Head title={t('practice.home')} sub={t('practice.home.text')} />
      {shown.map((sheet) => (
        <Sheet key={sheet.interactionId} sheet={sheet} cues={cues} />
      ))}
      {practice.sheets.length > 1 && (
        <div>
          <Button small kind="quiet" onPress={() => setAll(!all)}>
            {all ? t('practice.sheets.less') : t('practice.sheets.all', { count: practice.sheets.length })}
          </Button>
        </div>
      )}
      <Section label={t('practice.customers')} aside={t('practice.customers.text')}>
        <ul className={s.list}>
          {practice.scenarios.map((scenario) => (
            <Customer key={scenario.id} scenario={scenario} />
          ))}
        </ul>
      </Section>
      {practice.problems.length > 0 && (
        <Section label={t('practice.problems')} aside={t('playbook.problems.text')} tone="warn">
          <ul className={s.list}>
            {practice.problems.map(({ file, line, messageKey, params }, index) => (
              <li key={index}>
                <Note tone="warn">
                  {/* A line is a name here, not an amount: 1541, never 1,541. */}
                  <strong>{line === null ? file : t('playbook.problems.place', { file, line: String(line) })}</strong>{' '}
                  {say(messageKey, params)}
                </Note>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {children}
    </Scroll>
  )
}

function Customer({ scenario }: { scenario: Practice['scenarios'][number] }): ReactNode {
  const t = useT()
  const act = useAct()
  const ready = useSlice('line').word === 'ready'
  const { brief, calls, canCall, canWrite, customer, id, letters, title } = scenario
  return (
    <li className={s.customer}>
      <div className={s.words}>
        <div className={s.name}>
          {title} <span className={s.quiet}>{customer}</span>
        </div>
        <p className={s.quiet}>{brief}</p>
        {calls + letters > 0 && (
          <Chips>
            {calls > 0 && (
              <Chip small tone="good">
                {t('practice.calls', { count: calls })}
              </Chip>
            )}
            {letters > 0 && (
              <Chip small tone="good">
                {t('practice.letters', { count: letters })}
              </Chip>
            )}
          </Chips>
        )}
      </div>
      <div className={s.acts}>
        {canCall && (
          <Button
            small
            icon="phone"
            aria-label={t('practice.call.who', { name: title })}
            isDisabled={!ready}
            tip={ready ? undefined : t('practice.call.wait')}
            onPress={() => void act('practice.callNow', { scenarioId: id })}
          >
            {t('practice.call')}
          </Button>
        )}
        {canWrite && (
          <Button
            small
            icon="mail"
            aria-label={t('practice.write.who', { name: title })}
            onPress={() => void act('practice.writeNow', { scenarioId: id })}
          >
            {t('practice.write')}
          </Button>
        )}
      </div>
    </li>
  )
}
