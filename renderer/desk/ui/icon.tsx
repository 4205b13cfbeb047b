import type { ReactNode } from 'react'
import { icons, type IconName } from './icons.ts'
import s from './icon.module.css'

/** An icon beside a word: `size` in CSS pixels. Never the only carrier of a meaning, so hidden from screen readers. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  const { fill, line } = icons[name]
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} className={s.icon} aria-hidden="true">
      {line && <path d={line} />}
      {fill && <path className={s.fill} d={fill} />}
    </svg>
  )
}
