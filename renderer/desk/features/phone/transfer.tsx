import { Suspense, useRef, useState, type ReactNode } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { ActButton } from './act-button.tsx'
import s from './call-bar.module.css'
import { TransferForm } from './later.ts'

/** Hands the call over: to a number, a name of the records, or somebody we are talking to; at once or after asking. */
export function Transfer({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const transfer = active.call?.transfer ?? null
  const underWay = transfer !== null && transfer.state !== 'failed'
  const able = active.call?.phase === 'connected' && !underWay
  const toggle = able ? () => setOpen((was) => !was) : null
  useCommand('call.transfer', toggle)
  return (
    <>
      <span ref={anchor} className={s.anchor}>
        <ActButton
          icon="fwd"
          label={t('call.transfer')}
          tip={
            underWay ? t('call.transfer.underWay') : able ? withKeys(t('call.transfer.tip'), 'call.transfer') : t('call.notYet')
          }
          onAct={toggle}
        />
      </span>
      <Popover
        className={s.keypad ?? ''}
        placement="bottom"
        isNonModal
        triggerRef={anchor}
        isOpen={open && able}
        onOpenChange={setOpen}
      >
        <Dialog aria-label={t('call.transfer')} className={s.transfer ?? ''}>
          <Suspense fallback={null}>
            <TransferForm active={active} onDone={() => setOpen(false)} />
          </Suspense>
        </Dialog>
      </Popover>
    </>
  )
}
