import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import s from './call-bar.module.css'

interface BarPopoverProps {
  label: string
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpen: (open: boolean) => void
  className: string | undefined
  children: ReactNode
}

/** What opens beneath a button of the call bar; the rest of the desk stays in reach. */
export function BarPopover({ anchor, children, className, label, onOpen, open }: BarPopoverProps): ReactNode {
  return (
    <Popover className={s.keypad ?? ''} placement="bottom" isNonModal triggerRef={anchor} isOpen={open} onOpenChange={onOpen}>
      <Dialog aria-label={label} className={className ?? ''}>
        {children}
      </Dialog>
    </Popover>
  )
}
