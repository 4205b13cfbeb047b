import { useEffect, useState, type ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { LineProblem } from '../line/index.ts'
import { useSayNumber } from '../numbers/index.ts'
import { useDial, useDialText } from './dial.ts'
import { DialKeys } from './dial-keys.tsx'
import s from './dial-pad.module.css'

/** The dial pad of the idle phone: number or name, completed from the customers; Enter dials. */
export function DialPad(): ReactNode {
  const t = useT()
  const dial = useDial()
  const line = useSlice('line')
  const { contactId, text } = useDialText()
  const [focused, setFocused] = useState(false)
  useEffect(() => () => useDialText.setState({ focused: false }), [])
  const typed = useSettled(text.trim(), 150)
  const found = useAsk(
    ['contacts', 'dial', typed],
    'contacts.list',
    focused && typed.length >= 2 && contactId === null ? { text: typed, limit: 8, cursor: null } : null,
  )
  const rows = (contactId === null ? (found.data?.items ?? []) : []).filter((row) => row.phone !== null)
  const sayNumber = useSayNumber()
  const call = (): void => void dial(text, contactId)
  const troubled = line.word === 'offline' || line.word === 'unconfigured' || line.word === 'connecting'
  return (
    <div className={s.place}>
      <div
        className={s.pad}
        onFocus={() => useDialText.setState({ focused: true })}
        onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || useDialText.setState({ focused: false })}
      >
        <h1 className={s.title}>{t('dial.title')}</h1>
        {troubled && (
          <div className={s.trouble}>
            <LineProblem />
          </div>
        )}
        <div className={s.box}>
          <Suggest
            label={t('dial.box')}
            placeholder={t('dial.box')}
            value={text}
            onChange={(next) => useDialText.setState({ text: next, contactId: null })}
            onFocus={() => setFocused(true)}
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
              if (row?.phone) useDialText.setState({ text: row.phone, contactId: id })
            }}
            onEnter={call}
          />
          {text !== '' && (
            <Button
              small
              kind="quiet"
              icon="x"
              label={t('dial.clear')}
              onPress={() => useDialText.setState({ text: '', contactId: null })}
            />
          )}
        </div>
        <DialKeys onKey={(key) => useDialText.setState({ text: text + key, contactId: null })} />
        <Button kind="good" icon="phone" isDisabled={text.trim() === ''} onPress={call}>
          {t('dial.call')}
        </Button>
        <p className={s.hint}>{t('dial.hint')}</p>
      </div>
    </div>
  )
}
