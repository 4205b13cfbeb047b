import type { ReactNode } from 'react'
import s from './avatar.module.css'
import { cx } from './cx.ts'
import { initials } from './initials.ts'

/** Initials in a circle, as an eye-catcher beside a name. */
export function Avatar({ large, name }: { name: string; large?: boolean }): ReactNode {
  return (
    <span className={cx(s.avatar, large && s.large)} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
