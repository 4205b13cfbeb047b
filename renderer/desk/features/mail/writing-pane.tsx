import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { call } from '../../bridge/client.ts'
import { now, useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import s from './mail.module.css'

const limits = { min: 320, max: 1200, usual: 350 }

/** Where the answer is written, beneath the letter; its height is the person's and is remembered. */
export function WritingPane({ children }: { children: ReactNode }): ReactNode {
  const t = useT()
  const kept = useSlice('settings').panes['composer']
  const [height, setHeight] = useState(kept ?? limits.usual)
  const from = useRef<{ y: number; height: number } | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // newer Chromium answers with a promise, which is no clean-up
    pane.current?.scrollIntoView({ block: 'end' })
  }, [])
  const set = (next: number): void => setHeight(Math.round(Math.min(limits.max, Math.max(limits.min, next))))
  const keep = (): void => void call('settings.set', { patch: { panes: { ...now()?.settings.panes, composer: height } } })
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowUp: 16, ArrowDown: -16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(height + step)
  }
  return (
    <>
      <div
        role="separator"
        aria-orientation="horizontal"
        aria-label={t('mail.split')}
        aria-valuenow={height}
        aria-valuemin={limits.min}
        aria-valuemax={limits.max}
        tabIndex={0}
        className={s.split}
        onKeyDown={press}
        onKeyUp={keep}
        onDoubleClick={() => set(limits.usual)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = { y: event.clientY, height }
        }}
        onPointerMove={(event) => from.current && set(from.current.height + from.current.y - event.clientY)}
        onPointerUp={() => {
          from.current = null
          keep()
        }}
      />
      <div ref={pane} className={s.writing} style={{ height }}>
        {children}
      </div>
    </>
  )
}
