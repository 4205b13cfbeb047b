import type { ReactNode } from 'react'
import { Focusable } from 'react-aria-components'
import { Tip } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import s from './call-bar.module.css'

interface ActButtonProps {
  icon: IconName
  label: string
  tip: string
  /** Its shortcut, where the eye must find it at once; '' when there is none. */
  keys?: string
  /** Null: it cannot be done now; the tip says why. */
  onAct: (() => void) | null
  look?: 'end' | 'answer'
  pressed?: boolean
}

/** A button of the call bar: icon over word, always in its place, its tip also while it cannot be pressed. */
export function ActButton({ icon, keys, label, look, onAct, pressed, tip }: ActButtonProps): ReactNode {
  return (
    <Tip words={tip}>
      <Focusable>
        <button
          type="button"
          className={cx(s.act, look && s[look])}
          aria-disabled={onAct === null || undefined}
          aria-pressed={pressed}
          onClick={() => onAct?.()}
        >
          <Icon name={icon} size={19} />
          <span className={s.actWord}>
            {label}
            {keys && <kbd aria-hidden="true">{keys}</kbd>}
          </span>
        </button>
      </Focusable>
    </Tip>
  )
}
