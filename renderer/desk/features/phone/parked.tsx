import { useState, type ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import s from './colleagues.module.css'
import { useDial } from './dial.ts'

/** Takes a parked call back: the code of the exchange and the slot are dialled. */
export function Parked(): ReactNode {
  const t = useT()
  const dial = useDial()
  const [slot, setSlot] = useState('')
  const { retrieveCode } = useSlice('settings').exchange
  if (retrieveCode === '') return null
  const right = /^[0-9*#]{1,20}$/.test(slot)
  return (
    <form
      className={s.parked}
      onSubmit={(event) => {
        event.preventDefault()
        if (right) void dial(`${retrieveCode}${slot}`)
      }}
    >
      <Field label={t('parked.slot')} value={slot} onChange={(typed) => setSlot(typed.trim())} maxLength={20} />
      <Button type="submit" icon="in" isDisabled={!right}>
        {t('parked.pickUp')}
      </Button>
    </form>
  )
}
