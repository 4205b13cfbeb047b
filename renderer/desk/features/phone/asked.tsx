import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { useSayNumber } from '../numbers/index.ts'
import s from './call-bar.module.css'
import { nameOf } from './model.ts'

/** What the other side of a call asks and only the agent decides: to call somebody else, or to go on with somebody else. */
export function Asked({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const sayNumber = useSayNumber()
  const asked = active.call?.asked ?? null
  if (asked === null) return null
  const { id } = active.interaction
  const who = asked.who.name || sayNumber(asked.who.user) || t('call.asked.somebody')
  const decide = (yes: boolean): void => void act('call.decide', { id, yes })
  return (
    <div role="group" aria-label={t('call.asked')} className={s.second}>
      <span role="alert">
        {asked.kind === 'refer'
          ? t('call.asked.refer', { who })
          : t('call.asked.replace', { who, partner: nameOf(active) ?? t('call.asked.somebody') })}
      </span>
      <span className={s.secondActs}>
        <Button small kind="good" icon="phone" onPress={() => decide(true)}>
          {t(asked.kind === 'refer' ? 'call.asked.call' : 'call.answer')}
        </Button>
        <Button small onPress={() => decide(false)}>
          {t('call.decline')}
        </Button>
      </span>
    </div>
  )
}
