import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useT } from '../../ui/i18n.tsx'
import { ActButton } from './act-button.tsx'
import { BarPopover } from './bar-popover.tsx'
import s from './call-bar.module.css'
import { DialKeys, isDialKey } from './dial-keys.tsx'

/** Tones during a call (RFC 4733): pressed or typed; what was sent is shown. */
export function Keypad({ able, id }: { id: string; able: boolean }): ReactNode {
  const t = useT()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const [sent, setSent] = useState('')
  const anchor = useRef<HTMLSpanElement>(null)
  const keys = useRef<HTMLDivElement>(null)
  const send = (tone: string): void => {
    setSent((was) => was + tone)
    void act('call.tones', { id, tones: tone })
  }
  // Typed while the keypad is open and nobody writes elsewhere.
  const sender = useRef(send)
  sender.current = send
  const shown = open && able
  useEffect(() => {
    if (!shown) return
    const type = (event: KeyboardEvent): void => {
      if (!isDialKey(event.key) || event.ctrlKey || event.altKey || event.metaKey) return
      if (
        event.target instanceof HTMLElement &&
        event.target !== document.body &&
        !keys.current?.parentElement?.contains(event.target)
      )
        return
      sender.current(event.key)
    }
    window.addEventListener('keydown', type)
    return () => window.removeEventListener('keydown', type)
  }, [shown])
  return (
    <>
      <span ref={anchor} className={s.anchor}>
        <KeypadButton able={able} onOpen={() => setOpen((was) => !was)} />
      </span>
      <BarPopover label={t('call.keypad')} anchor={anchor} open={open && able} onOpen={setOpen} className={s.keypadBody}>
        <div ref={keys} tabIndex={-1} className={s.keypadKeys}>
          <output className={s.tones} aria-label={t('call.tonesSent')}>
            {sent}
          </output>
          <DialKeys onKey={send} />
        </div>
      </BarPopover>
    </>
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
