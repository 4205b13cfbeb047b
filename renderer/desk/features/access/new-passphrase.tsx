import { useState, type ReactNode } from 'react'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Problem } from '../../ui/problem.tsx'
import s from './access.module.css'
import { Frame } from './frame.tsx'
import { PractiseInstead } from './practise-instead.tsx'

const shortest = 8

/** First start on a machine without a keychain: a passphrase protects the records. */
export function NewPassphrase(): ReactNode {
  const t = useT()
  const [first, setFirst] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const short = first.length < shortest
  const differs = again !== first
  const send = async (): Promise<void> => {
    setTried(true)
    if (short || differs) return
    setBusy(true)
    const result = await call('app.newPassphrase', { passphrase: first })
    setBusy(false)
    setError(result.ok ? null : result.error)
  }
  return (
    <Frame icon="lock" title={t('access.new.title')} text={t('access.new.text')}>
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
          value={first}
          onChange={setFirst}
          hint={t('access.new.hint', { count: shortest })}
          problem={tried && short ? t('access.new.short', { count: shortest }) : null}
        />
        <Field
          label={t('access.again')}
          type="password"
          value={again}
          onChange={setAgain}
          problem={tried && differs ? t('access.new.differs') : null}
        />
        {error && <Problem error={error} onRetry={() => void send()} />}
        <Button kind="primary" type="submit" isDisabled={busy}>
          {t(busy ? 'access.opening' : 'access.new.go')}
        </Button>
      </form>
      <PractiseInstead first />
    </Frame>
  )
}
