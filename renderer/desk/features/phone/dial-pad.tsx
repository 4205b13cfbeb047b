import { useEffect, useState, type ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { LineProblem } from '../line/index.ts'
import { Colleagues } from './colleagues.tsx'
import { useDial, useDialText } from './dial.ts'
import { useLastDialled } from './last-dialled.ts'
import { DialKeys } from './dial-keys.tsx'
import s from './dial-pad.module.css'
import { NumberBox } from './number-box.tsx'
import { Parked } from './parked.tsx'

/** The dial pad of the idle phone: number or name, completed from the customers; Enter dials. Beneath it what the exchange offers besides. */
export function DialPad(): ReactNode {
  const t = useT()
  const dial = useDial()
  const line = useSlice('line')
  const { contactId, text } = useDialText()
  const [focused, setFocused] = useState(false)
  useEffect(() => () => useDialText.setState({ focused: false }), [])
  const last = useLastDialled(text === '')
  // An empty box takes the last number first, to be looked at before it is rung.
  const call = (): void => {
    if (text.trim() !== '') void dial(text, contactId)
    else if (last) useDialText.setState({ text: last.number, contactId: last.contactId })
  }
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
        <NumberBox
          value={{ text, contactId }}
          asking={focused}
          onChange={(next) => useDialText.setState(next)}
          onFocus={() => setFocused(true)}
          onEnter={call}
        >
          {text !== '' && (
            <Button
              small
              kind="quiet"
              icon="x"
              label={t('dial.clear')}
              onPress={() => useDialText.setState({ text: '', contactId: null })}
            />
          )}
        </NumberBox>
        <DialKeys onKey={(key) => useDialText.setState({ text: text + key, contactId: null })} />
        <Button kind="good" icon="phone" isDisabled={text.trim() === ''} onPress={call}>
          {t('dial.call')}
        </Button>
        {last && (
          <Button kind="quiet" icon="undo" onPress={call}>
            {t('dial.last', { name: last.name })}
          </Button>
        )}
        <p className={s.hint}>{t('dial.hint')}</p>
      </div>
      <Parked />
      <Colleagues />
    </div>
  )
}
