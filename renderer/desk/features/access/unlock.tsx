import { useState, type ReactNode } from 'react'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { sayError, useWords } from '../../ui/i18n.tsx'
import s from './access.module.css'
import { Frame } from './frame.tsx'
import { PractiseInstead } from './practise-instead.tsx'

/** Asks for the passphrase; a wrong one is said beside the box. */
export function Unlock({ problem }: { problem: AppError | null }): ReactNode {
  const words = useWords()
  const { t } = words
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  /** Something else was typed since it was refused. */
  const [changed, setChanged] = useState(false)
  const send = async (): Promise<void> => {
    setBusy(true)
    const result = await call('app.unlock', { passphrase })
    setBusy(false)
    setError(result.ok ? null : result.error)
    setChanged(false)
  }
  const shown = changed ? null : (error ?? problem)
  return (
    <Frame icon="lock" title={t('access.unlock.title')} text={t('access.unlock.text')}>
      <form
        className={s.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field
          label={t('access.passphrase')}
          type="password"
          autoFocus
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed)
            setChanged(true)
          }}
          problem={shown && sayError(words, shown)}
        />
        <Button kind="primary" type="submit" isDisabled={busy || passphrase === ''}>
          {t(busy ? 'access.opening' : 'access.unlock.go')}
        </Button>
      </form>
      <PractiseInstead />
    </Frame>
  )
}
