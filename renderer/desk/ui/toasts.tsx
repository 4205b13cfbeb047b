import { useEffect, useState, type ReactNode } from 'react'
import { create } from 'zustand'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { useT } from './i18n.tsx'
import { Icon } from './icon.tsx'
import s from './toasts.module.css'
import { useNow } from './time.ts'

export interface Toast {
  id: string
  tone: 'info' | 'good' | 'warn' | 'bad'
  text: string
  /** One thing to do about it. */
  action?: { label: string; run: () => void }
  /** Milliseconds since 1970 when it goes; shown counted down if there is an action. Null stays until it is closed. */
  until: number | null
}

const useToasts = create<{ list: readonly Toast[] }>()(() => ({ list: [] }))
let made = 0

/** Shows a message at the lower edge. It never takes the focus; the same `id` replaces the older one. Returns its id. */
export function toast(message: Omit<Toast, 'id' | 'until'> & { id?: string; until?: number | null }): string {
  const id = message.id ?? `toast-${(made += 1)}`
  const until = message.until === undefined ? Date.now() + (message.action ? 10_000 : 6000) : message.until
  useToasts.setState(({ list }) => ({ list: [...list.filter((each) => each.id !== id), { ...message, id, until }].slice(-4) }))
  return id
}

/** Takes a message away. */
export const dropToast = (id: string): void => useToasts.setState(({ list }) => ({ list: list.filter((each) => each.id !== id) }))

/** The place where messages appear; said politely by screen readers. */
export function Toasts(): ReactNode {
  const t = useT()
  const list = useToasts((state) => state.list)
  return (
    <section className={s.region} aria-label={t('toast.region')}>
      <div role="status" aria-live="polite" className={s.list}>
        {list.map((each) => (
          <ToastLine key={each.id} toast={each} />
        ))}
      </div>
    </section>
  )
}

function ToastLine({ toast: { action, id, text, tone, until } }: { toast: Toast }): ReactNode {
  const t = useT()
  const present = useNow()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (until === null || (held && !action)) return
    const timer = setTimeout(() => dropToast(id), Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [action, held, id, until])
  const left = until === null ? null : Math.max(0, Math.floor((until - present) / 1000))
  return (
    <div className={cx(s.toast, s[tone])} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      <Icon name={tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'warn'} />
      <span className={s.text}>{text}</span>
      <Button small kind="quiet" icon="x" label={t('toast.close')} onPress={() => dropToast(id)} />
      {action && (
        <span className={s.row}>
          <Button
            small
            onPress={() => {
              dropToast(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
          {left !== null && (
            <span className={s.left} aria-hidden="true">
              {t('time.seconds', { count: left })}
            </span>
          )}
        </span>
      )}
    </div>
  )
}
