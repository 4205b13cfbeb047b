import type { ReactNode } from 'react'
import s from './empty.module.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** What stands in an empty place: what will be here and how to get it. */
export function Empty({
  children,
  icon,
  text,
  title,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ReactNode
}): ReactNode {
  return (
    <div className={s.empty}>
      <span className={s.icon}>
        <Icon name={icon} size={26} />
      </span>
      <h2 className={s.title}>{title}</h2>
      {text && <p className={s.text}>{text}</p>}
      {children && <div className={s.actions}>{children}</div>}
    </div>
  )
}
