import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { useT } from './i18n.tsx'
import { Icon } from './icon.tsx'
import s from './panes.module.css'

export type PaneName = 'list' | 'customer'
/** Narrowest, widest and usual width of the panes, CSS pixels. */
export const paneLimits: Readonly<Record<PaneName, { min: number; max: number; usual: number; wide: number }>> = {
  list: { min: 220, max: 520, usual: 288, wide: 360 },
  customer: { min: 280, max: 720, usual: 356, wide: 560 },
}

interface PanesProps {
  list?: ReactNode
  children: ReactNode
  side?: ReactNode
  widths: Readonly<Record<string, number>>
  onWidth: (name: PaneName, width: number) => void
  /** In a narrow window the right pane lies over the work. */
  drawer: { is: boolean; open: boolean; toggle: () => void }
  wide: boolean
}

/** List · what I do · who it is about. Widths are the person's and are remembered. */
export function Panes({ children, drawer, list, onWidth, side, wide, widths }: PanesProps): ReactNode {
  const t = useT()
  const tab = useRef<HTMLButtonElement>(null)
  const pane = useRef<HTMLElement>(null)
  const wasOpen = useRef(drawer.open)
  // Whoever opens it by a key reads on in it; a place that finds it open takes the keyboard from nobody.
  useEffect(() => {
    if (drawer.is && drawer.open && !wasOpen.current) pane.current?.focus()
    wasOpen.current = drawer.open
  }, [drawer.is, drawer.open])
  useEffect(() => {
    const within = pane.current
    if (!within || !drawer.is) return undefined
    const leave = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      drawer.toggle()
      tab.current?.focus()
    }
    within.addEventListener('keydown', leave)
    return () => within.removeEventListener('keydown', leave)
  })
  const width = (name: PaneName): number => widths[name] ?? (wide ? paneLimits[name].wide : paneLimits[name].usual)
  return (
    <div className={s.panes}>
      {list && (
        <aside className={s.list} style={{ width: width('list') }} aria-label={t('pane.listRegion')}>
          {list}
          <Grip name="list" width={width('list')} onWidth={onWidth} direction={1} />
        </aside>
      )}
      <main className={s.main}>{children}</main>
      {side && drawer.is && (
        <button
          ref={tab}
          type="button"
          className={s.tab}
          aria-expanded={drawer.open}
          aria-label={t('pane.drawer')}
          title={t('pane.drawer')}
          onClick={drawer.toggle}
        >
          <Icon name="user" size={18} />
        </button>
      )}
      {side && (!drawer.is || drawer.open) && (
        <aside
          ref={pane}
          tabIndex={-1}
          className={cx(s.side, drawer.is && s.drawer)}
          style={{ width: width('customer') }}
          aria-label={t('pane.sideRegion')}
        >
          {side}
          <Grip name="customer" width={width('customer')} onWidth={onWidth} direction={-1} />
        </aside>
      )}
    </div>
  )
}

function Grip({
  direction,
  name,
  onWidth,
  width,
}: {
  name: PaneName
  width: number
  direction: 1 | -1
  onWidth: (name: PaneName, width: number) => void
}): ReactNode {
  const t = useT()
  const limits = paneLimits[name]
  const from = useRef<{ x: number; width: number } | null>(null)
  const set = (next: number): void => onWidth(name, Math.round(Math.min(limits.max, Math.max(limits.min, next))))
  const drag = (event: PointerEvent): void => {
    if (from.current) set(from.current.width + (event.clientX - from.current.x) * direction)
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(width + step * direction)
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t(name === 'list' ? 'pane.list' : 'pane.customer')}
      aria-valuenow={width}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      className={cx(s.grip, direction === 1 ? s.gripRight : s.gripLeft)}
      onKeyDown={press}
      onDoubleClick={() => set(limits.usual)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, width }
      }}
      onPointerMove={drag}
      onPointerUp={() => (from.current = null)}
    />
  )
}
