import { useEffect, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { call } from '../../bridge/client.ts'
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
  return (
    <Slot kind="slot">
      {mine ? <CueCard key={cue.eventId} cue={cue} caseId={interaction.caseId} /> : <Progress active={active} />}
    </Slot>
  )
}

/** The same for a conversation; without a card it takes no room, the letter needs it. */
export function LetterCue({ caseId, conversationId }: { conversationId: string; caseId: string | null }): ReactNode {
  const cue = useSlice('cue')
  const mine = cue !== null && cue.conversationId === conversationId
  return <Slot kind="low">{mine ? <CueCard key={cue.eventId} cue={cue} caseId={caseId} /> : null}</Slot>
}

/**
 * The same for a letter that answers nothing yet. There is no other letter that needs the room, so where the window is high enough the
 * place is kept: a card that comes moves nothing under the hands of somebody who writes.
 */
export function DraftCue({ draftId }: { draftId: string }): ReactNode {
  const t = useT()
  const cue = useSlice('cue')
  const mine = cue !== null && cue.interactionId === draftId
  useEffect(() => () => void call('cue.letter', { conversationId: null }), [draftId])
  return (
    <Slot kind="kept">
      {mine ? <CueCard key={cue.eventId} cue={cue} caseId={null} /> : <p className={s.waits}>{t('cue.quiet.letter')}</p>}
    </Slot>
  )
}

const slots = { slot: s.slot, low: s.low, kept: s.kept }

function Slot({ children, kind }: { children: ReactNode; kind: keyof typeof slots }): ReactNode {
  const t = useT()
  return (
    <section aria-label={t('cue.region')} aria-live="polite" className={slots[kind]}>
      {children}
    </section>
  )
}
