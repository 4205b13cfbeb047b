import { useState, type ReactNode } from 'react'
import type { Address } from '#shared/domain/mail.ts'
import { useAsk } from '../../../bridge/query.ts'
import { useT } from '../../../ui/i18n.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Suggest } from '../../../ui/suggest.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import s from './composer.module.css'
import { addRecipients, parseRecipients } from './parse-recipients.ts'

interface RecipientsProps {
  label: string
  value: readonly Address[]
  /** What stands in the box and is no address yet. */
  unfinished: string
  onChange: (value: Address[], unfinished: string) => void
  aside?: ReactNode
}

/** A recipient box: addresses as tokens, completed from the customers; what is no address is said and kept. */
export function Recipients({ aside, label, onChange, unfinished, value }: RecipientsProps): ReactNode {
  const t = useT()
  const [left, setLeft] = useState(false)
  const typed = useSettled(unfinished.trim(), 150)
  const found = useAsk(
    ['contacts', 'recipients', typed],
    'contacts.list',
    typed.length < 2 ? null : { text: typed, limit: 8, cursor: null },
  )
  const rows = (unfinished.trim().length < 2 ? [] : (found.data?.items ?? [])).filter((row) => row.email !== null)
  const wrong = left && unfinished.trim() !== ''
  const settle = (): void => {
    setLeft(true)
    const { addresses, rest } = parseRecipients(unfinished)
    if (addresses.length > 0) onChange(addRecipients(value, addresses), rest)
  }
  const type = (text: string): void => {
    setLeft(false)
    if (!/[,;\n]/.test(text)) {
      onChange([...value], text)
      return
    }
    const { addresses, rest } = parseRecipients(text)
    onChange(addRecipients(value, addresses), addresses.length > 0 ? rest : text)
  }
  return (
    <div className={s.recipients}>
      <span className={s.name} aria-hidden="true">
        {label}
      </span>
      <div className={s.tokens}>
        {value.map((each) => (
          <span key={each.address} className={s.token} title={each.address}>
            <span className={s.tokenName}>{each.name || each.address}</span>
            <button
              type="button"
              className={s.remove}
              aria-label={t('composer.removeRecipient', { name: each.name || each.address })}
              onClick={() =>
                onChange(
                  value.filter((other) => other !== each),
                  unfinished,
                )
              }
            >
              <Icon name="x" size={12} />
            </button>
          </span>
        ))}
        <Suggest
          label={label}
          value={unfinished}
          onChange={type}
          onBlur={settle}
          onEnter={settle}
          invalid={wrong}
          onKey={(event) => {
            const last = value.at(-1)
            if (event.key !== 'Backspace' || unfinished !== '' || !last) return false
            onChange(value.slice(0, -1), '')
            return true
          }}
          options={rows.map((row) => ({
            id: row.id,
            label: `${row.displayName}, ${row.email ?? ''}`,
            view: (
              <span className={s.option}>
                <strong>{row.displayName}</strong>
                <span>{row.email}</span>
              </span>
            ),
          }))}
          onPick={(id) => {
            const row = rows.find((each) => each.id === id)
            if (row?.email) onChange(addRecipients(value, [{ name: row.displayName, address: row.email }]), '')
          }}
        />
        {wrong && (
          <span className={s.wrong} role="alert">
            {t('composer.noAddress')}
          </span>
        )}
      </div>
      {aside}
    </div>
  )
}
