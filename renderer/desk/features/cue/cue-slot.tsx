import { useEffect, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { caseTypeFromMenu, typeToBegin } from '#shared/domain/case-from-menu.ts'
import { call } from '../../bridge/client.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { CueCard } from './cue-card.tsx'
import type { AnswersPlace } from './questions.tsx'
import s from './cue.module.css'
import { Progress } from './progress.tsx'

/** The region *Cue* of a call: its place is kept while there is the call, with a card or with how far the call is. */
export function CueSlot({ active }: { active: ActiveInteraction }): ReactNode {
  const { interaction } = active
  const cue = useSlice('cue')
  const mine = cue !== null && cue.interactionId === interaction.id
  return (
    <Slot kind="slot">
      {mine ? <CueCard key={cue.eventId} cue={cue} place={placeOf(active)} /> : <Progress active={active} />}
    </Slot>
  )
}

function placeOf({ card, interaction }: ActiveInteraction): AnswersPlace {
  if (interaction.caseId !== null) return { caseId: interaction.caseId }
  const type = typeToBegin(caseTypeFromMenu(interaction.ivrOption, interaction.queue), card?.openCases ?? [])
  return type && { caseId: null, type, interactionId: interaction.id, contactId: interaction.contactId }
}

/**
 * The same for a conversation. Its place is kept where the window is high enough, so that a card moves nothing under the eyes of somebody
 * who reads; while an answer is written in a low window the letter needs the room, and a card moves the letter but not what is written.
 */
export function LetterCue({
  answering,
  caseId,
  conversationId,
}: {
  conversationId: string
  caseId: string | null
  answering: boolean
}): ReactNode {
  const t = useT()
  const cue = useSlice('cue')
  const mine = cue !== null && cue.conversationId === conversationId
  return (
    <Slot kind={answering ? 'answering' : 'kept'}>
      {mine ? (
        <CueCard key={cue.eventId} cue={cue} place={caseId === null ? null : { caseId }} />
      ) : (
        <p className={s.waits}>{t(answering ? 'cue.quiet.letter' : 'cue.quiet.read')}</p>
      )}
    </Slot>
  )
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
      {mine ? <CueCard key={cue.eventId} cue={cue} place={null} /> : <p className={s.waits}>{t('cue.quiet.letter')}</p>}
    </Slot>
  )
}

const slots = { slot: s.slot, answering: s.answering, kept: s.kept }

function Slot({ children, kind }: { children: ReactNode; kind: keyof typeof slots }): ReactNode {
  const t = useT()
  return (
    <section aria-label={t('cue.region')} aria-live="polite" className={slots[kind]}>
      {children}
    </section>
  )
}
