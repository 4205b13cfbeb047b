import type { ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'

/** Voice messages that wait, beside *Line*; a click calls the mailbox where its number is known. */
export function Voicemail(): ReactNode {
  const t = useT()
  const act = useAct()
  const { voicemail } = useSlice('exchange')
  const { exchange } = useSlice('settings')
  if (voicemail?.waiting !== true) return null
  const target = exchange.voicemail || voicemail.account || ''
  const { fresh } = voicemail
  const words = fresh === null || fresh === 0 ? t('line.voicemail.some') : t('line.voicemail', { count: fresh })
  return (
    <span role="status">
      {target === '' ? (
        <Chip tone="mine">{words}</Chip>
      ) : (
        <Button
          small
          kind="quiet"
          icon="bell"
          tip={t('line.voicemail.call')}
          onPress={() => void act('call.dial', { id: uuidv7(), target, contactId: null })}
        >
          {words}
        </Button>
      )}
    </span>
  )
}
