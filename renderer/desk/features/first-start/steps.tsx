import { useState, type ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { LineProblem } from '../line/index.ts'
import { LineForm, MailboxForm, SoundPage } from '../settings/index.ts'
import s from './first-start.module.css'

const steps = ['line', 'mailbox', 'sound'] as const

/** Three steps, each tested live, each to be skipped; everything can be changed later in the settings. */
export function Steps({ onDone }: { onDone: () => void }): ReactNode {
  const t = useT()
  const [at, setAt] = useState(0)
  const line = useSlice('line')
  const accounts = useSlice('accounts')
  const step = steps[at] ?? 'line'
  const next = (): void => (at + 1 < steps.length ? setAt(at + 1) : onDone())
  const well = step !== 'line' || line.registration.state === 'registered'
  const set = step === 'line' ? line.config !== null : step === 'mailbox' ? accounts.length > 0 : true
  return (
    <main className={s.page}>
      <div className={s.steps}>
        <p className={s.sub}>{t('first.step', { at: at + 1, of: steps.length })}</p>
        <h1 className={s.title}>{t(`first.${step}`)}</h1>
        <p className={s.sub}>{t(`first.${step}.text`)}</p>
        <div className={s.stepBody}>
          {step === 'line' && (
            <>
              {line.config && <LineProblem />}
              <LineForm onSaved={() => undefined} />
            </>
          )}
          {step === 'mailbox' &&
            (accounts[0] ? (
              <Note tone="good">{t('first.mailbox.done', { address: accounts[0].address })}</Note>
            ) : (
              <MailboxForm account={null} onSaved={() => undefined} />
            ))}
          {step === 'sound' && <SoundPage />}
        </div>
        <div className={s.row}>
          {at > 0 && <Button onPress={() => setAt(at - 1)}>{t('first.back')}</Button>}
          <Button kind={set && well ? 'primary' : 'plain'} onPress={next}>
            {t(at + 1 === steps.length ? 'first.finish' : set ? 'first.next' : 'first.later')}
          </Button>
        </div>
      </div>
    </main>
  )
}
