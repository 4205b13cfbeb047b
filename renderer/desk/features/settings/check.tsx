import { useId, type ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'
import { Icon } from '../../ui/icon.tsx'
import s from './settings.module.css'

interface CheckProps {
  label: string
  hint?: string
  on: boolean
  onChange: (on: boolean) => void
}

/** One thing that is on or off, kept at once. */
export function Check({ hint, label, on, onChange }: CheckProps): ReactNode {
  const id = useId()
  return (
    <div>
      <Checkbox className={s.check ?? ''} isSelected={on} onChange={onChange} {...(hint ? { 'aria-describedby': id } : {})}>
        <span className={s.tick}>
          <Icon name="check" size={13} />
        </span>
        {label}
      </Checkbox>
      {hint && (
        <p id={id} className={s.under}>
          {hint}
        </p>
      )}
    </div>
  )
}
