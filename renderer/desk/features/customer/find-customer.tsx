import { useState, type ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useSayNumber } from '../numbers/index.ts'
import s from './chooser.module.css'

/** Finds a customer by name, number or address; one is picked. */
export function FindCustomer({ label, onPick }: { label: string; onPick: (contactId: string) => void }): ReactNode {
  const t = useT()
  const sayNumber = useSayNumber()
  const [text, setText] = useState('')
  const typed = useSettled(text.trim(), 150)
  const found = useAsk(
    ['contacts', 'find', typed],
    'contacts.list',
    typed.length < 2 ? null : { text: typed, limit: 10, cursor: null },
  )
  return (
    <div className={s.find}>
      <Icon name="find" size={16} />
      <Suggest
        label={label}
        placeholder={label}
        value={text}
        onChange={setText}
        empty={typed.length >= 2 && found.isSuccess ? t('search.nothing', { text: typed }) : null}
        options={(typed.length < 2 ? [] : (found.data?.items ?? [])).map((row) => ({
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
