import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { spell } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import s from './settings.module.css'

interface KeyLineProps {
  label: string
  /** Keys in force; '' for none. */
  keys: string
  /** What is wrong with the keys in force; null for nothing. */
  problem?: string | null
  /** Takes pressed keys; answers why it cannot, or null. */
  onTake: (pressed: string) => string | null
}

/** A command and its keys; a click on them takes the next ones pressed. Tab and Escape leave it as it is. */
export function KeyLine({ keys, label, onTake, problem = null }: KeyLineProps): ReactNode {
  const t = useT()
  const [taking, setTaking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const take = (event: KeyboardEvent): void => {
    if (!taking || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setTaking(false)
      return
    }
    const pressed = spell(event.nativeEvent)
    if (pressed === null) return
    const reason = onTake(pressed)
    setRefused(reason)
    if (reason === null) setTaking(false)
  }
  const wrong = refused ?? problem
  return (
    <li className={s.keyLine}>
      <span>{label}</span>
      {wrong && (
        <span className={s.bad} role="alert">
          {wrong}
        </span>
      )}
      <button
        type="button"
        className={s.take}
        aria-label={t('settings.keys.change', { command: label, keys: keys || t('settings.keys.none') })}
        {...(taking ? { 'data-takes-keys': '' } : {})}
        onClick={() => {
          setTaking(!taking)
          setRefused(null)
        }}
        onBlur={() => setTaking(false)}
        onKeyDown={take}
      >
        {taking || keys !== '' ? (
          <kbd>{taking ? t('settings.keys.press') : keys}</kbd>
        ) : (
          <span className={s.hint}>{t('settings.keys.none')}</span>
        )}
      </button>
    </li>
  )
}
