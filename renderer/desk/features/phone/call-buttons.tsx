import { Suspense, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useAct } from '../../bridge/use-act.ts'
import { shownKeys, useCommand, withKeys } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { ActButton } from './act-button.tsx'
import s from './call-bar.module.css'
import { Keypad } from './keypad.tsx'
import { ConferenceButton } from './later.ts'
import { stageOf } from './model.ts'
import { Transfer } from './transfer.tsx'
import { useAnswer } from './use-answer.ts'

/** The buttons of a call, in fixed order: answer and decline while it rings; conference where there are two calls, mute, hold, keypad, transfer, hang up else. */
export function CallButtons({ active }: { active: ActiveInteraction }): ReactNode {
  return (
    <div className={s.acts}>
      {stageOf(active) === 'ringing' ? <RingingButtons active={active} /> : <TalkButtons active={active} />}
    </div>
  )
}

function RingingButtons({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const { id } = active.interaction
  const answer = useAnswer()
  const run = { answer: () => void answer(id), decline: () => void act('call.decline', { id }) }
  useCommand('call.answer', run.answer)
  useCommand('call.decline', run.decline)
  useCommand('call.silence', () => void act('call.silence', { id }))
  return (
    <>
      <ActButton
        icon="phone"
        label={t('call.answer')}
        tip={withKeys(t('call.answer'), 'call.answer')}
        keys={shownKeys('call.answer')}
        onAct={run.answer}
        look="answer"
      />
      <ActButton icon="end" label={t('call.decline')} tip={withKeys(t('call.decline'), 'call.decline')} onAct={run.decline} />
    </>
  )
}

function TalkButtons({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const { id } = active.interaction
  const call = active.call
  const talking = call?.phase === 'connected'
  const held = call?.held === true
  const muted = call?.muted === true
  const mute = (): void => void act('call.mute', { id, muted: !muted })
  const hold = talking && !call.holdPending ? () => void act(held ? 'call.resume' : 'call.hold', { id }) : null
  const hangUp = (): void => void act('call.hangUp', { id })
  useCommand('call.mute', mute)
  useCommand('call.hold', hold)
  useCommand('call.hangUp', hangUp)
  const muteWord = t(muted ? 'call.unmute' : 'call.mute')
  const holdWord = t(held ? 'call.resume' : 'call.hold')
  return (
    <>
      <Suspense fallback={null}>
        <ConferenceButton active={active} />
      </Suspense>
      <ActButton icon={muted ? 'micoff' : 'mic'} label={muteWord} tip={withKeys(muteWord, 'call.mute')} onAct={mute} />
      <ActButton
        icon={held ? 'play' : 'pause'}
        label={holdWord}
        tip={talking ? withKeys(holdWord, 'call.hold') : t('call.notYet')}
        onAct={hold}
      />
      <Keypad id={id} able={call?.canSendTones === true} />
      <Transfer active={active} />
      <ActButton icon="end" label={t('call.hangUp')} tip={withKeys(t('call.hangUp'), 'call.hangUp')} onAct={hangUp} look="end" />
    </>
  )
}
