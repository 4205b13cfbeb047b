import { useRef, useState, type ReactNode } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { shownReasons } from '#shared/domain/not-ready.ts'
import { useSlice } from '../../bridge/store.ts'
import { useCommand } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LineMenu } from './line-menu.tsx'
import s from './line-status.module.css'
import { lineLooks, reasonLabels } from './line-words.ts'
import { useSetReady } from './use-set-ready.ts'

/** The status named *Line*; a click opens what can be done about it. */
export function LineStatus(): ReactNode {
  const t = useT()
  const setReady = useSetReady()
  const line = useSlice('line')
  const [open, setOpen] = useState(false)
  const pill = useRef<HTMLDivElement>(null)
  const look = lineLooks[line.word]
  const reason = shownReasons.find((each) => each === line.presence.reason)
  useCommand('line.toggle', line.config ? () => setReady(!line.presence.ready, null) : null)
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      {/* the whole pill is a bigger target for the mouse; keyboard and screen readers have the button inside */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div ref={pill} className={s.line} onClick={() => setOpen((was) => !was)}>
        <span className={cx(s.dot, s[look.dot])} aria-hidden="true" />
        <span role="status" aria-label={t('line.name')} className={s.word}>
          {t(look.label)}
        </span>
        {line.word === 'not_ready' && reason && <span className={s.reason}>{t(reasonLabels[reason])}</span>}
        <AriaButton className={s.more ?? ''} aria-label={t('line.change')}>
          <Icon name="chev" size={14} />
        </AriaButton>
      </div>
      <Popover triggerRef={pill} className={s.popover ?? ''} placement="bottom start" offset={10} isNonModal>
        <Dialog aria-label={t('line.change')} className={s.dialog ?? ''}>
          <LineMenu onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
