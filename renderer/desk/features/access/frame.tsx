import type { ReactNode } from 'react'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import s from './access.module.css'

/** One card in the middle of the window. */
export function Frame({
  children,
  icon,
  text,
  title,
}: {
  icon: IconName
  title: string
  text: string
  children: ReactNode
}): ReactNode {
  return (
    <main className={s.frame}>
      <div className={s.card}>
        <span className={icon === 'warn' ? `${s.icon} ${s.bad}` : s.icon}>
          <Icon name={icon} size={24} />
        </span>
        <h1 className={s.title}>{title}</h1>
        <p className={s.text}>{text}</p>
        {children}
      </div>
    </main>
  )
}
