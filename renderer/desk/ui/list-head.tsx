import type { ReactNode } from 'react'
import s from './list-head.module.css'

/** Head of a list: its name, what stands beside it, and its filters. */
export function ListHead({ aside, children, title }: { title: string; aside?: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <div className={s.head}>
      <div className={s.line}>
        <h2 className={s.title}>{title}</h2>
        <span className={s.aside}>{aside}</span>
      </div>
      {children}
    </div>
  )
}
