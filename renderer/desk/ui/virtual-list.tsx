import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { cx } from './cx.ts'
import s from './virtual-list.module.css'

interface VirtualListProps<T> {
  /** Accessible name of the list. */
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  children: (item: T, index: number) => ReactNode
  /** Usual height of a row in CSS pixels; real ones are measured. */
  estimate: number
  /** How many there are in all, if known. */
  total?: number | undefined
  more?: { has: boolean; loading: boolean; load: () => void }
  className?: string | undefined
}

/** A list of any length: only what is seen is in the page, the next page is fetched before its end is reached. Arrows move between rows. */
export function VirtualList<T>({
  children,
  className,
  estimate,
  items,
  keyOf,
  label,
  more,
  total,
}: VirtualListProps<T>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    overscan: 8,
    getItemKey: (index) => keyOf(items[index] as T),
    initialRect: { width: 320, height: 900 },
    // Its first look at the page lays all of it out at once; a list that is still being fetched leaves that to the first picture.
    enabled: items.length > 0,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? -1
  useEffect(() => {
    if (more?.has && !more.loading && last >= items.length - 10) more.load()
  }, [items.length, last, more])

  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key]
    const row = (event.target as HTMLElement).closest('[data-index]')
    if (step === undefined || !row || (event.target as HTMLElement).matches('input, textarea')) return
    event.preventDefault()
    const to = Math.min(items.length - 1, Math.max(0, Number(row.getAttribute('data-index')) + step))
    focusRow(to)
  }
  const focusRow = (index: number): void => {
    rows.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] :is(a, button)`)?.focus())
  }

  return (
    <div ref={scroller} className={cx(s.scroller, className)} tabIndex={-1}>
      {/* arrows move between the buttons of the rows; the list itself takes no focus */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul aria-label={label} className={s.list} style={{ height: rows.getTotalSize() }} onKeyDown={move}>
        {shown.map((row) => (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={total ?? (more?.has ? -1 : items.length)}
            aria-posinset={row.index + 1}
            className={s.row}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {children(items[row.index] as T, row.index)}
          </li>
        ))}
      </ul>
    </div>
  )
}
