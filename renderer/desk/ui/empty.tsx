import type { ReactNode } from 'react'
import s from './empty.module.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** What stands in an empty place: what will be here and how to get it. */
export function Empty({
  children,
  icon,
  main,
  text,
  title,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ReactNode
  /** It is all there is in the middle: its title is the page's. */
  main?: boolean
}): ReactNode {
  return (
    <div className={s.empty}>
      <span className={s.icon}>
        <Icon name={icon} size={26} />
      </span>
      {main ? <h1 className={s.title}>{title}</h1> : <h2 className={s.title}>{title}</h2>}
      {text && <p className={s.text}>{text}</p>}
      {children && <div className={s.actions}>{children}</div>}
    </div>
  )
}
