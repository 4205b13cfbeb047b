import { useState, type ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../bridge/client.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Problem } from '../../ui/problem.tsx'
import s from './settings.module.css'

/** Address, password and servers of the line. An empty password keeps the stored one. */
export function LineForm({ onSaved }: { onSaved: () => void }): ReactNode {
  const t = useT()
  const { config } = useSlice('line')
  const [form, setForm] = useState({
    uri: config?.uri ?? '',
    authorizationUser: config?.authorizationUser ?? '',
    password: '',
    servers: (config?.servers ?? []).join('\n'),
    tollFreeNumber: config?.tollFreeNumber ?? '',
    region: config?.region ?? (navigator.language.split('-')[1] ?? 'HU').toUpperCase().slice(0, 2),
    allowInsecure: config?.allowInsecure ?? false,
  })
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const locked = config?.managed === true
  /** How a field is filled in is of no use to somebody who may not. */
  const hint = (words: string): string | undefined => (locked ? undefined : words)
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch })
  const servers = form.servers.split(/[\s,]+/).filter((each) => each !== '')
  const plain = servers.some((each) => /^ws:/i.test(each))
  const save = async (): Promise<void> => {
    setBusy(true)
    const result = await call('line.save', {
      line: {
        ...form,
        uri: /^sips?:/i.test(form.uri) ? form.uri.trim() : `sip:${form.uri.trim()}`,
        authorizationUser: form.authorizationUser.trim() || (/^(?:sips?:)?([^@]+)@/i.exec(form.uri.trim())?.[1] ?? ''),
        servers,
        tollFreeNumber: form.tollFreeNumber.trim() || null,
        region: form.region.toUpperCase(),
      },
    })
    setBusy(false)
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    set({ password: '' })
    onSaved()
  }
  const ready = form.uri.includes('@') && servers.length > 0 && /^[a-z]{2}$/i.test(form.region)
  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void save()
      }}
    >
      <FieldGrid>
        <Field
          label={t('settings.line.uri')}
          hint={hint(t('settings.line.uri.hint'))}
          placeholder="sip:anna@company.example"
          value={form.uri}
          onChange={(uri) => set({ uri })}
          isDisabled={locked}
        />
        <Field
          label={t('settings.line.user')}
          hint={hint(t('settings.line.user.hint'))}
          value={form.authorizationUser}
          onChange={(authorizationUser) => set({ authorizationUser })}
          isDisabled={locked}
        />
        <Field
          label={t('settings.password')}
          type="password"
          autoComplete="off"
          hint={config ? hint(t('settings.password.kept')) : undefined}
          value={form.password}
          onChange={(password) => set({ password })}
          isDisabled={locked}
        />
        <Field
          label={t('settings.line.number')}
          hint={hint(t('settings.line.number.hint'))}
          placeholder="+36801234567"
          value={form.tollFreeNumber}
          onChange={(tollFreeNumber) => set({ tollFreeNumber })}
          isDisabled={locked}
        />
        <Field
          label={t('settings.line.region')}
          hint={hint(t('settings.line.region.hint'))}
          maxLength={2}
          value={form.region}
          onChange={(region) => set({ region })}
          isDisabled={locked}
        />
        <Field
          area
          rows={2}
          label={t('settings.line.servers')}
          hint={hint(t('settings.line.servers.hint'))}
          placeholder="wss://exchange.company.example"
          value={form.servers}
          onChange={(value) => set({ servers: value })}
          isDisabled={locked}
        />
      </FieldGrid>
      {(plain || form.allowInsecure) && (
        <Checkbox
          className={s.check ?? ''}
          isSelected={form.allowInsecure}
          onChange={(allowInsecure) => set({ allowInsecure })}
          isDisabled={locked}
        >
          <span className={s.tick}>
            <Icon name="check" size={13} />
          </span>
          {t('settings.line.insecure')}
        </Checkbox>
      )}
      {error && <Problem error={error} onRetry={() => void save()} />}
      {!locked && (
        <div className={s.row}>
          <Button kind="primary" type="submit" isDisabled={busy || !ready}>
            {t('settings.line.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
