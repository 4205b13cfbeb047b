import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { CueCard } from './cue-card.tsx'
import s from './cue.module.css'
import { Progress } from './progress.tsx'

/** The region *Cue* of a call: its place is kept while there is the call, with a card or with how far the call is. */
export function CueSlot({ active }: { active: ActiveInteraction }): ReactNode {
  const { interaction } = active
  const cue = useSlice('cue')
  const mine = cue !== null && cue.interactionId === interaction.id
  return <Slot>{mine ? <CueCard key={cue.eventId} cue={cue} caseId={interaction.caseId} /> : <Progress active={active} />}</Slot>
}

/** The same for a conversation; without a card it takes no room, the letter needs it. */
export function LetterCue({ conversationId }: { conversationId: string }): ReactNode {
  const cue = useSlice('cue')
  const mine = cue !== null && cue.conversationId === conversationId
  return <Slot low>{mine ? <CueCard key={cue.eventId} cue={cue} caseId={null} /> : null}</Slot>
}

function Slot({ children, low }: { children: ReactNode; low?: boolean }): ReactNode {
  const t = useT()
  return (
    <section aria-label={t('cue.region')} aria-live="polite" className={low ? s.low : s.slot}>
      {children}
    </section>
  )
}
