import { Suspense, useRef, useState, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { ActButton } from './act-button.tsx'
import { BarPopover } from './bar-popover.tsx'
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
      <BarPopover label={t('call.transfer')} anchor={anchor} open={open && able} onOpen={setOpen} className={s.transfer}>
        <Suspense fallback={null}>
          <TransferForm active={active} onDone={() => setOpen(false)} />
        </Suspense>
      </BarPopover>
    </>
  )
}
