import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
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
  const toggle = able ? () => setOpen((was) => !was) : null
  useCommand('call.keypad', toggle)
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
        <KeypadButton onOpen={toggle} />
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

function KeypadButton({ onOpen }: { onOpen: (() => void) | null }): ReactNode {
  const t = useT()
  return (
    <ActButton
      icon="pad"
      label={t('call.keypad')}
      tip={onOpen ? withKeys(t('call.keypad.tip'), 'call.keypad') : t('call.notYet')}
      onAct={onOpen}
    />
  )
}
