import type { ReactNode } from 'react'
import s from './visually-hidden.module.css'

/** Words only for screen readers. */
export const Said = ({ children, id }: { children: ReactNode; id?: string }): ReactNode => (
  <span id={id} className={s.said}>
    {children}
  </span>
)
