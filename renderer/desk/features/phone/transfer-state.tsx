import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'
import { useSayNumber } from '../numbers/index.ts'
import { whyNotTransferred } from './transfer-words.ts'

/** How far a transfer is, or why it did not come about, and who is there now when others changed it; said aloud as it changes. */
export function TransferState({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const sayNumber = useSayNumber()
  const transfer = active.call?.transfer ?? null
  const to = transfer === null ? '' : sayNumber(transfer.to)
  const now = active.call?.connectedTo ?? null
  const why = transfer && whyNotTransferred(transfer)
  return (
    <span role="status">
      {now && <Chip tone="mine">{t('call.nowWith', { who: now.name || sayNumber(now.user) })}</Chip>}
      {transfer &&
        (why === null ? (
          <Chip tone="mine">{t(transfer.state === 'ringing' ? 'call.transfer.ringing' : 'call.transfer.asked', { to })}</Chip>
        ) : (
          <Chip tone="bad" title={t('call.transfer.failed.text', { to })}>
            {t('call.transfer.failed', { reason: t(`call.transfer.why.${why}`) })}
            <Said>{t('call.transfer.failed.text', { to })}</Said>
          </Chip>
        ))}
    </span>
  )
}
