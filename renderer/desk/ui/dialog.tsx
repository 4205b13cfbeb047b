import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './button.tsx'
import s from './dialog.module.css'
import { useT } from './i18n.tsx'

/** A dialog over the desk, for things the person asked for (overview of keys, import). Never opened by an event. */
export function Dialog({
  children,
  footer,
  onClose,
  title,
  wide,
}: {
  title: string
  children: ReactNode
  onClose: () => void
  footer?: ReactNode
  wide?: boolean
}): ReactNode {
  const t = useT()
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={s.overlay ?? ''}>
      <Modal className={`${s.modal} ${wide ? s.wide : ''}`}>
        <AriaDialog className={s.dialog ?? ''}>
          <header className={s.head}>
            <Heading slot="title" className={s.title ?? ''}>
              {title}
            </Heading>
            <Button kind="quiet" icon="x" label={t('dialog.close')} onPress={onClose} />
          </header>
          <div className={s.body}>{children}</div>
          {footer && <footer className={s.foot}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
