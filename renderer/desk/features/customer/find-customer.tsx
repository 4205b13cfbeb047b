import { useState, type ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useSayNumber } from '../numbers/index.ts'
import s from './chooser.module.css'

interface FindCustomerProps {
  label: string
  onPick: (contactId: string) => void
  /** Who cannot be meant. */
  exceptId?: string
  /** Was opened to be typed into. */
  focus?: boolean
}

/** Finds a customer by name, number or address; one is picked. */
export function FindCustomer({ exceptId, focus, label, onPick }: FindCustomerProps): ReactNode {
  const t = useT()
  const sayNumber = useSayNumber()
  const [text, setText] = useState('')
  const typed = useSettled(text.trim(), 150)
  const found = useAsk(
    ['contacts', 'find', typed],
    'contacts.list',
    typed.length < 2 ? null : { text: typed, limit: 10, cursor: null },
  )
  const rows = typed.length < 2 ? [] : (found.data?.items ?? []).filter((row) => row.id !== exceptId)
  return (
    <div className={s.find}>
      <Icon name="find" size={16} />
      <Suggest
        label={label}
        placeholder={label}
        value={text}
        onChange={setText}
        empty={typed.length >= 2 && found.isSuccess ? t('search.nothing', { text: typed }) : null}
        {...(focus ? { inputRef: focusOnce } : {})}
        options={rows.map((row) => ({
          id: row.id,
          label: row.displayName,
          view: (
            <span className={s.option}>
              <strong>{row.displayName}</strong>
              <span className={s.sub}>
                {[row.organizationName, row.city, row.phone && sayNumber(row.phone), row.email].filter(Boolean).join(' · ')}
              </span>
            </span>
          ),
        }))}
        onPick={(id) => {
          setText('')
          onPick(id)
        }}
      />
    </div>
  )
}

/** The box takes the focus when it appears, and not again with each picture. */
const focusOnce = (box: HTMLInputElement | null): void => box?.focus()
