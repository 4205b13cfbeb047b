import type { ReactNode, Ref } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useT } from '../../ui/i18n.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useSayNumber } from '../numbers/index.ts'
import s from './dial-pad.module.css'

/** What stands in the box, and whose number it is if it was picked from the list. */
export interface Dialled {
  readonly text: string
  readonly contactId: string | null
}

interface NumberBoxProps {
  value: Dialled
  onChange: (next: Dialled) => void
  onEnter: () => void
  onFocus?: () => void
  /** Whether names are looked up at all. */
  asking?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** Behind the text, in the box. */
  children?: ReactNode
}

/** *Number or name*: a number in any spelling, or a name completed from the customers. */
export function NumberBox({ asking = true, children, inputRef, onChange, onEnter, onFocus, value }: NumberBoxProps): ReactNode {
  const t = useT()
  const sayNumber = useSayNumber()
  const { contactId, text } = value
  const typed = useSettled(text.trim(), 150)
  const found = useAsk(
    ['contacts', 'dial', typed],
    'contacts.list',
    asking && typed.length >= 2 && contactId === null ? { text: typed, limit: 8, cursor: null } : null,
  )
  const rows = (contactId === null ? (found.data?.items ?? []) : []).filter((row) => row.phone !== null)
  return (
    <div className={s.box}>
      <Suggest
        label={t('dial.box')}
        placeholder={t('dial.box')}
        value={text}
        {...(inputRef && { inputRef })}
        onChange={(next) => onChange({ text: next, contactId: null })}
        {...(onFocus && { onFocus })}
        options={rows.map((row) => ({
          id: row.id,
          label: `${row.displayName}, ${sayNumber(row.phone ?? '')}`,
          view: (
            <span className={s.option}>
              <strong>{row.displayName}</strong>
              <span>{sayNumber(row.phone ?? '')}</span>
            </span>
          ),
        }))}
        onPick={(id) => {
          const row = rows.find((each) => each.id === id)
          if (row?.phone) onChange({ text: row.phone, contactId: id })
        }}
        onEnter={onEnter}
      />
      {children}
    </div>
  )
}
