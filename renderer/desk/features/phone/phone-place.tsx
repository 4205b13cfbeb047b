import type { ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useSlice } from '../../bridge/store.ts'
import { useRoute } from '../../ui/route.ts'
import { CustomerPane } from '../customer/index.ts'
import { Work } from '../layout/index.ts'
import { ActiveWork } from './active-work.tsx'
import { CallLog } from './call-log.tsx'
import { CallerPane } from './caller-pane.tsx'
import { DialPad } from './dial-pad.tsx'
import { workOf } from './model.ts'
import { PastCall } from './past-call.tsx'
import { useWorkChoice } from './work-choice.ts'

/** Call log · what I do · who it is about. */
export function PhonePlace(): ReactNode {
  const chosen = useWorkChoice((state) => state.chosen)
  const active = workOf(useSlice('interactions'), chosen)
  const open = useRoute((state) => state.open)
  // A running call goes before a past one, but a past one may be looked up meanwhile.
  if (open !== null && open !== active?.interaction.id)
    return (
      <Work list={<CallLog />} side={<PastCustomer id={open} />}>
        <PastCall key={open} id={open} />
      </Work>
    )
  if (active)
    return (
      <Work list={<CallLog />} side={<CallerPane active={active} />}>
        <ActiveWork key={active.interaction.id} active={active} />
      </Work>
    )
  return (
    <Work list={<CallLog />} side={<CustomerPane contactId={null} />}>
      <DialPad />
    </Work>
  )
}

function PastCustomer({ id }: { id: string }): ReactNode {
  const past = useAsk(['interactions', id], 'interactions.get', { id })
  return <CustomerPane contactId={past.data?.interaction.contactId ?? null} />
}
