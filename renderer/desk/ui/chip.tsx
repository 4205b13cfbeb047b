import type { ReactNode } from 'react'
import s from './chip.module.css'
import { cx } from './cx.ts'

export type Tone = 'plain' | 'mine' | 'good' | 'warn' | 'bad' | 'cue'

/** A small fact. Its colour only repeats what its words say. */
export function Chip({
  children,
  small,
  title,
  tone = 'plain',
}: {
  children: ReactNode
  tone?: Tone
  small?: boolean
  title?: string
}): ReactNode {
  return (
    <span className={cx(s.chip, s[tone], small && s.small)} title={title}>
      {children}
    </span>
  )
}

/** A row of chips that wraps. */
export function Chips({ children }: { children: ReactNode }): ReactNode {
  return <span className={s.row}>{children}</span>
}
