import { memo, Suspense, useDeferredValue, type ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useSlice } from '../../bridge/store.ts'
import { useRoute } from '../../ui/route.ts'
import { CustomerPane } from '../customer/index.ts'
import { Work } from '../layout/index.ts'
import { CallLog } from './call-log.tsx'
import { CallerPane } from './caller-pane.tsx'
import { DialPad } from './dial-pad.tsx'
import { useDialling } from './dial.ts'
import { stageOf, workOf } from './model.ts'
import { ActiveWork, PastCall, PracticeHome } from './later.ts'
import { useWorkChoice } from './work-choice.ts'

const Log = memo(CallLog)

/** Call log · what I do · who it is about. */
export function PhonePlace(): ReactNode {
  const chosen = useWorkChoice((state) => state.chosen)
  const list = useSlice('interactions')
  const active = workOf(list, chosen)
  const ringing = list.find((each) => stageOf(each) === 'ringing')
  const open = useRoute((state) => state.open)
  // Who rings is drawn at once; the forms in the middle follow when they are ready.
  const worked = useDeferredValue(active)
  const dialling = useDialling()
  // A running call goes before a past one, but a past one may be looked up meanwhile.
  if (open !== null && open !== active?.interaction.id)
    return (
      <Work list={<Log />} side={ringing ? <CallerPane active={ringing} /> : <PastCustomer id={open} />}>
        <Suspense fallback={null}>
          <PastCall key={open} id={open} />
        </Suspense>
      </Work>
    )
  if (active)
    return (
      <Work list={<Log />} side={<CallerPane active={stageOf(active) === 'wrap_up' && ringing ? ringing : active} />}>
        <Suspense fallback={null}>
          {worked && !(dialling && stageOf(worked) === 'ringing') ? (
            <ActiveWork key={worked.interaction.id} active={worked} />
          ) : (
            <Idle />
          )}
        </Suspense>
      </Work>
    )
  return (
    // The same shape as above, so that a ring leaves the box alone that somebody types in.
    <Work list={<Log />} side={<CustomerPane contactId={null} />}>
      <Suspense fallback={null}>
        <Idle />
      </Suspense>
    </Work>
  )
}

function PastCustomer({ id }: { id: string }): ReactNode {
  const past = useAsk(['interactions', id], 'interactions.get', { id })
  return <CustomerPane contactId={past.data?.interaction.contactId ?? null} />
}

/** Nobody is on the line: the dial pad, and while practising the customers one can practise with. */
function Idle(): ReactNode {
  const practice = useSlice('practice')
  return practice === null ? (
    <DialPad />
  ) : (
    <PracticeHome practice={practice}>
      <DialPad />
    </PracticeHome>
  )
}
