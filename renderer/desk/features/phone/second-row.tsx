import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { clock, useNow } from '../../ui/time.ts'
import s from './call-bar.module.css'
import { CallChips } from './call-chips.tsx'
import { HoldProblem } from './hold-problem.tsx'
import { nameOf, stageOf, timerStart } from './model.ts'
import { TransferState } from './transfer-state.tsx'
import { useAnswer } from './use-answer.ts'

/** Another call beside the one in the bar: ringing or held. */
export function SecondRow({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const answer = useAnswer()
  const present = useNow()
  const { id } = active.interaction
  const ringing = stageOf(active) === 'ringing'
  useCommand('call.answer', ringing ? () => void answer(id) : null)
  useCommand('call.decline', ringing ? () => void act('call.decline', { id }) : null)
  const name = nameOf(active)
  // Whom this customer could be handed over to: the one who was asked first.
  const talking = useSlice('interactions').find((each) => each.interaction.id !== id && stageOf(each) === 'talk')
  return (
    <div role="group" aria-label={t(ringing ? 'call.second.ringing' : 'call.second.held')} className={s.second}>
      <span>{t(ringing ? 'call.second.ringing' : 'call.second.held')}</span>
      <strong>{name ?? t('call.withheld')}</strong>
      {active.display !== name && <span className={s.number}>{active.display}</span>}
      {active.call?.together && <Chip tone="mine">{t('call.conference')}</Chip>}
      <CallChips active={active} />
      <HoldProblem active={active} />
      <TransferState active={active} />
      <span className={s.secondActs}>
        <span className={s.number}>{clock(present - Date.parse(timerStart(active)))}</span>
        {ringing ? (
          <>
            <Button
              small
              kind="good"
              icon="phone"
              tip={withKeys(t('call.second.answerTip'), 'call.answer')}
              onPress={() => void answer(id)}
            >
              {t('call.answer')}
            </Button>
            <Button small onPress={() => void act('call.decline', { id })}>
              {t('call.decline')}
            </Button>
          </>
        ) : (
          <>
            {talking && (
              <Button small icon="fwd" onPress={() => void act('call.transferTo', { id, otherId: talking.interaction.id })}>
                {t('call.transfer.connect', { name: nameOf(talking) ?? t('call.withheld') })}
              </Button>
            )}
            <Button small onPress={() => void act('call.resume', { id })}>
              {t('call.resume')}
            </Button>
            <Button small kind="bad" onPress={() => void act('call.hangUp', { id, alone: true })}>
              {t('call.hangUp')}
            </Button>
          </>
        )}
      </span>
    </div>
  )
}
