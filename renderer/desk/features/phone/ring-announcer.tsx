import type { ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'
import { callsForBar, nameOf, stageOf } from './model.ts'

/** Says at once who rings: the one thing that may interrupt a screen reader. */
export function RingAnnouncer(): ReactNode {
  const t = useT()
  const ringing = callsForBar(useSlice('interactions')).filter((each) => stageOf(each) === 'ringing' && !each.matching)
  return (
    <div role="alert">
      {ringing.map((each) => (
        <Said key={each.interaction.id}>
          {t('call.announce', {
            name: nameOf(each) ?? t('call.withheld'),
            queue: each.interaction.queue ?? '',
            menu: each.interaction.ivrOption ?? '',
          })}
        </Said>
      ))}
    </div>
  )
}
