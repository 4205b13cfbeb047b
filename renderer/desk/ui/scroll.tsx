import type { ReactNode } from 'react'
import s from './scroll.module.css'

/** The middle of a place: scrolls, with room around. `beside` comes below, and where there is room (2200 px) in a column of its own. */
export function Scroll({ beside, children }: { children: ReactNode; beside?: ReactNode }): ReactNode {
  return (
    <div className={s.scroll}>
      {beside === undefined ? (
        <div className={s.inner}>{children}</div>
      ) : (
        <div className={`${s.inner} ${s.two}`}>
          <div className={s.column}>{children}</div>
          <div className={s.column}>{beside}</div>
        </div>
      )}
    </div>
  )
}

Scroll.Head = function Head({ actions, sub, title }: { title: ReactNode; sub?: ReactNode; actions?: ReactNode }): ReactNode {
  return (
    <header className={s.head}>
      <div className={s.words}>
        <h1 className={s.title}>{title}</h1>
        {sub && <p className={s.sub}>{sub}</p>}
      </div>
      {actions && <div className={s.actions}>{actions}</div>}
    </header>
  )
}

/** A titled part of the middle. */
export function Section({
  aside,
  children,
  label,
  tone,
}: {
  label: string
  children: ReactNode
  aside?: ReactNode
  tone?: 'mine' | 'warn'
}): ReactNode {
  return (
    <section className={`${s.section} ${tone ? s[tone] : ''}`} aria-label={label}>
      <div className={s.line}>
        <h2>{label}</h2>
        {aside && <span className={s.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  )
}
