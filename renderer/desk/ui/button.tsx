import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'
import s from './button.module.css'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export interface DeskButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  children?: ReactNode
  icon?: IconName
  /** `primary`: the one thing to do here; `quiet`: without a frame; `bad`: ends or throws away; `good`: answers. */
  kind?: 'primary' | 'plain' | 'quiet' | 'bad' | 'good'
  /** Name of a button that shows only its icon; also its tip. */
  label?: string
  /** Shown on hover and focus: the shortcut, or why it cannot be pressed. */
  tip?: string | undefined
  small?: boolean
}

/** A button. With `label` and no children it is an icon button; every icon button has a tip. */
export function Button({ children, icon, kind = 'plain', label, small, tip, ...rest }: DeskButtonProps): ReactNode {
  const button = (
    <AriaButton
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={cx(s.button, s[kind], small && s.small, children === undefined && s.square)}
    >
      {icon && <Icon name={icon} size={small ? 15 : 16} />}
      {children}
    </AriaButton>
  )
  const words = tip ?? (children === undefined ? label : undefined)
  return words === undefined ? button : <Tip words={words}>{button}</Tip>
}

/** Puts a tip to the one focusable element inside. */
export function Tip({ children, words }: { children: ReactNode; words: string }): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children as never}
      <Tooltip className={s.tip ?? ''} offset={6}>
        {words}
      </Tooltip>
    </TooltipTrigger>
  )
}
