import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useSlice } from '../../bridge/store.ts'
import { useRoute } from '../../ui/route.ts'
import { CustomerPane } from '../customer/index.ts'
import { callsForBar, stageOf } from './model.ts'

/** A call that rings while the person is in another place: its customer is shown on the right beside what they do. */
export function useRingingElsewhere(): ActiveInteraction | null {
  const elsewhere = useRoute((state) => state.place !== 'phone')
  const ringing = callsForBar(useSlice('interactions')).find((each) => stageOf(each) === 'ringing')
  return (elsewhere && ringing) || null
}

/** The customer of a call. */
export function CallerPane({ active }: { active: ActiveInteraction }): ReactNode {
  return (
    <CustomerPane
      contactId={active.interaction.contactId}
      card={active.card}
      interactionId={active.interaction.id}
      waiting={active.matching}
    />
  )
}
