import { useEffect, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { caseTypeFromMenu } from '#shared/domain/case-from-menu.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { InteractionCase } from '../cases/index.ts'
import { CueSlot } from '../cue/index.ts'
import { Chooser, WhoIsIt } from '../customer/index.ts'
import { FittingPlaybooks } from '../playbooks/index.ts'
import { CallNote } from './call-note.tsx'
import { callsForBar, nameOf, stageOf, workOf } from './model.ts'
import { WorkTabs } from './work-tabs.tsx'
import { useWorkChoice } from './work-choice.ts'
import { WrapUp } from './wrap-up.tsx'

/** What is done during a call and after it: who it is, the case, the note, the end. */
export function ActiveWork({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const list = useSlice('interactions')
  const { interaction } = active
  const stage = stageOf(active)
  const several = active.candidates.length > 0 && interaction.contactId === null
  const running = callsForBar(list)[0]
  // A wrap-up that is over leaves the choice to the rule again.
  useEffect(() => {
    const { chosen } = useWorkChoice.getState()
    if (chosen !== null && workOf(list, chosen)?.interaction.id !== chosen) useWorkChoice.setState({ chosen: null })
  }, [list])
  const known = nameOf(active)
  const name = known ?? t('call.withheld')
  return (
    <Scroll
      beside={
        <FittingPlaybooks
          key={`playbooks-${interaction.id}`}
          interaction={interaction}
          more={{ stage: stage === 'ringing' ? 'greet' : stage === 'wrap_up' ? 'wrap_up' : null }}
        />
      }
    >
      <CueSlot active={active} />
      {list.length > 1 && <WorkTabs list={list} open={interaction.id} />}
      <Scroll.Head
        title={
          stage === 'ringing' && known === null
            ? t('work.ringing.withheld')
            : t(
                stage === 'wrap_up'
                  ? 'work.wrapUp'
                  : stage === 'ringing'
                    ? 'work.ringing'
                    : stage === 'dialling'
                      ? 'work.dialling'
                      : 'work.talk',
                { name },
              )
        }
        sub={stage === 'wrap_up' && running === undefined ? t('work.wrapUp.text') : t('work.text')}
      />
      {stage === 'wrap_up' && <WrapUp active={active} />}
      {several && <Chooser interactionId={interaction.id} candidates={active.candidates} />}
      {!several && interaction.contactId === null && !active.matching && (
        <WhoIsIt
          interactionId={interaction.id}
          number={active.display ?? interaction.remote}
          name={interaction.remoteName}
          withheld={interaction.matchLevel === 'withheld'}
        />
      )}
      <InteractionCase
        interactionId={interaction.id}
        caseId={interaction.caseId}
        contactId={interaction.contactId}
        openCases={active.card?.openCases ?? []}
        implied={caseTypeFromMenu(interaction.ivrOption, interaction.queue)}
      />
      {stage !== 'wrap_up' && <CallNote id={interaction.id} note={interaction.note} />}
    </Scroll>
  )
}
