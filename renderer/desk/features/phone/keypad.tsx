import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useAct } from '../../bridge/use-act.ts'
import { useT } from '../../ui/i18n.tsx'
import { ActButton } from './act-button.tsx'
import s from './call-bar.module.css'
import { DialKeys, isDialKey } from './dial-keys.tsx'

/** Tones during a call (RFC 4733): pressed or typed; what was sent is shown. */
export function Keypad({ able, id }: { id: string; able: boolean }): ReactNode {
  const t = useT()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const [sent, setSent] = useState('')
  const send = (tone: string): void => {
    setSent((was) => was + tone)
    void act('call.tones', { id, tones: tone })
  }
  const type = (event: KeyboardEvent): void => {
    if (isDialKey(event.key) && !event.ctrlKey && !event.altKey) send(event.key)
  }
  return (
    <DialogTrigger isOpen={open && able} onOpenChange={setOpen}>
      <KeypadButton able={able} onOpen={() => setOpen((was) => !was)} />
      <Popover className={s.keypad ?? ''} placement="bottom" isNonModal>
        <Dialog aria-label={t('call.keypad')} className={s.keypadBody ?? ''}>
          <div onKeyDown={type}>
            <output className={s.tones} aria-label={t('call.tonesSent')}>
              {sent}
            </output>
            <DialKeys onKey={send} />
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function KeypadButton({ able, onOpen }: { able: boolean; onOpen: () => void }): ReactNode {
  const t = useT()
  return (
    <ActButton
      icon="pad"
      label={t('call.keypad')}
      tip={able ? t('call.keypad.tip') : t('call.notYet')}
      onAct={able ? onOpen : null}
    />
  )
}
