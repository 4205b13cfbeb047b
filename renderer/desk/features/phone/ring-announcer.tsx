import type { ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'
import { callsForBar, nameOf, stageOf } from './model.ts'

/** Says at once who rings, and that a call answers itself: the one thing that may interrupt a screen reader. */
export function RingAnnouncer(): ReactNode {
  const t = useT()
  const calls = callsForBar(useSlice('interactions'))
  const ringing = calls.filter((each) => stageOf(each) === 'ringing' && !each.matching)
  const automatic = calls.filter((each) => each.call?.automatic === true && each.call.phase !== 'ended')
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
      {automatic.map((each) => (
        <Said key={`${each.interaction.id} automatic`}>{t('call.automatic')}</Said>
      ))}
    </div>
  )
}
