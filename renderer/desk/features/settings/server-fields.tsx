import type { ReactNode } from 'react'
import type { MailServer } from '#shared/contract/mail.ts'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import s from './settings.module.css'

/** One side of a mailbox: server, port, encryption, user. */
export function ServerFields({
  onChange,
  server,
  side,
}: {
  side: 'imap' | 'smtp'
  server: MailServer
  onChange: (server: MailServer) => void
}): ReactNode {
  const t = useT()
  return (
    <fieldset className={s.server}>
      <legend>{t(side === 'imap' ? 'settings.mailbox.imap' : 'settings.mailbox.smtp')}</legend>
      <FieldGrid>
        <Field
          label={t('settings.server.host')}
          value={server.host}
          onChange={(host) => onChange({ ...server, host: host.trim() })}
        />
        <Field
          label={t('settings.server.port')}
          inputMode="numeric"
          value={String(server.port)}
          onChange={(port) => onChange({ ...server, port: Math.min(65_535, Math.max(1, Number.parseInt(port, 10) || 1)) })}
        />
        <Select
          label={t('settings.server.security')}
          value={server.security}
          onChange={(security) => onChange({ ...server, security })}
          choices={[
            { value: 'tls', label: 'TLS' },
            { value: 'starttls', label: 'STARTTLS' },
            { value: 'none', label: t('settings.server.none') },
          ]}
        />
        <Field
          label={t('settings.server.user')}
          placeholder={t('settings.server.user.hint')}
          value={server.user}
          onChange={(user) => onChange({ ...server, user })}
        />
      </FieldGrid>
    </fieldset>
  )
}
