import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import s from './list-row.module.css'

interface RowProps {
  icon: IconName
  title: string
  when: ReactNode
  text: string
  chips?: ReactNode
  open?: boolean
  /** Not seen yet: bold, and said. */
  fresh?: boolean
  tone?: 'bad' | undefined
  onOpen: () => void
  /** Buttons at the end of the row, shown on hover and focus. */
  actions?: ReactNode
  /** Said before the title, for what the picture says. */
  said?: string
}

/** One line, one line, chips: the row of every list. */
export function ListRow({ actions, chips, fresh, icon, onOpen, open, said, text, title, tone, when }: RowProps): ReactNode {
  return (
    <div className={cx(s.row, open && s.open, fresh && s.fresh, tone && s[tone])}>
      <button type="button" className={s.main} onClick={onOpen} aria-current={open ? 'true' : undefined}>
        <Icon name={icon} size={15} />
        <span className={s.title} title={title}>
          {said && <span className={s.said}>{said} </span>}
          {title}
        </span>
        <span className={s.when}>{when}</span>
        <span className={s.text} title={text || undefined}>
          {text}
        </span>
        {chips && <span className={s.chips}>{chips}</span>}
      </button>
      {actions && <span className={s.actions}>{actions}</span>}
    </div>
  )
}
