import { useState, type ReactNode } from 'react'
import type { MailAccount } from '#shared/contract/mail.ts'
import type { AppError } from '#shared/contract/result.ts'
import { call, type Answer } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note, Problem } from '../../ui/problem.tsx'
import { emptyAccount, idFor } from './empty-account.ts'
import { ServerFields } from './server-fields.tsx'
import s from './settings.module.css'
import { TestSteps } from './test-steps.tsx'

interface MailboxFormProps {
  /** Null makes a new one. */
  account: MailAccount | null
  onSaved: () => void
  onCancel?: () => void
}

/** Address and password; servers are found by themselves or typed; each step of the connection can be tried before saving. */
export function MailboxForm({ account, onCancel, onSaved }: MailboxFormProps): ReactNode {
  const t = useT()
  const [form, setForm] = useState<MailAccount>(account ?? emptyAccount)
  const [password, setPassword] = useState('')
  const [found, setFound] = useState<Answer<'accounts.discover'> | null>(null)
  const [steps, setSteps] = useState<Answer<'accounts.test'> | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState<'find' | 'test' | 'save' | null>(null)
  const set = (patch: Partial<MailAccount>): void => {
    setForm({ ...form, ...patch })
    setSteps(null)
  }
  const whole = (): MailAccount => ({
    ...form,
    id: account?.id ?? idFor(form.address),
    name: form.name.trim() || form.address,
    imap: { ...form.imap, user: form.imap.user.trim() || form.address },
    smtp: { ...form.smtp, user: form.smtp.user.trim() || form.imap.user.trim() || form.address },
    allowInsecure: form.imap.security === 'none' || form.smtp.security === 'none' ? form.allowInsecure : false,
  })
  const find = async (): Promise<void> => {
    setBusy('find')
    const result = await call('accounts.discover', { address: form.address })
    setBusy(null)
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    setFound(result.value)
    const best = result.value[0]
    if (best) set({ imap: best.imap, smtp: best.smtp })
  }
  const test = async (): Promise<void> => {
    setBusy('test')
    const result = await call('accounts.test', { account: whole(), password })
    setBusy(null)
    setError(result.ok ? null : result.error)
    setSteps(result.ok ? result.value : null)
  }
  const save = async (): Promise<void> => {
    setBusy('save')
    const result = await call('accounts.save', { account: whole(), password })
    setBusy(null)
    setError(result.ok ? null : result.error)
    if (result.ok) onSaved()
  }
  const ready = form.address.includes('@') && form.imap.host !== '' && form.smtp.host !== '' && busy === null
  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void save()
      }}
    >
      <FieldGrid>
        <Field label={t('settings.mailbox.address')} type="email" value={form.address} onChange={(address) => set({ address })} />
        <Field
          label={t('settings.password')}
          type="password"
          autoComplete="off"
          hint={account ? t('settings.password.kept') : undefined}
          value={password}
          onChange={setPassword}
        />
        <Field
          label={t('settings.mailbox.name')}
          hint={t('settings.mailbox.name.hint')}
          value={form.name}
          onChange={(name) => set({ name })}
        />
        <Field
          label={t('settings.mailbox.sender')}
          hint={t('settings.mailbox.sender.hint')}
          value={form.senderName}
          onChange={(senderName) => set({ senderName })}
        />
      </FieldGrid>
      <div className={s.row}>
        <Button icon="find" isDisabled={!form.address.includes('@') || busy !== null} onPress={() => void find()}>
          {t(busy === 'find' ? 'settings.mailbox.finding' : 'settings.mailbox.find')}
        </Button>
        {found && found.length > 1 && <span>{t('settings.mailbox.found', { count: found.length })}</span>}
      </div>
      {found && found.length === 0 && <Note>{t('settings.mailbox.notFound')}</Note>}
      {found?.[0] && !found[0].trusted && <Note>{t('settings.mailbox.guessed')}</Note>}
      <ServerFields side="imap" server={form.imap} onChange={(imap) => set({ imap })} />
      <ServerFields side="smtp" server={form.smtp} onChange={(smtp) => set({ smtp })} />
      {(form.imap.security === 'none' || form.smtp.security === 'none') && (
        <Note>
          {t('settings.mailbox.insecure')}{' '}
          <Button small onPress={() => set({ allowInsecure: !form.allowInsecure })}>
            {t(form.allowInsecure ? 'settings.mailbox.insecureOn' : 'settings.mailbox.insecureOff')}
          </Button>
        </Note>
      )}
      {steps && <TestSteps steps={steps} />}
      {error && <Problem error={error} />}
      <div className={s.row}>
        <Button kind="primary" type="submit" isDisabled={!ready}>
          {t('settings.mailbox.save')}
        </Button>
        <Button isDisabled={!ready} onPress={() => void test()}>
          {t(busy === 'test' ? 'settings.mailbox.testing' : 'settings.mailbox.test')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  )
}
