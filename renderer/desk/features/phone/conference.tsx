import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { whyNotJoined } from '#shared/domain/conference.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'
import { ActButton } from './act-button.tsx'
import s from './call-bar.module.css'
import { HoldProblem } from './hold-problem.tsx'
import { conferenceOf, nameOf } from './model.ts'
import { TransferState } from './transfer-state.tsx'

/** Who an interaction is with, in words for a sentence. */
const useWho = (): ((active: ActiveInteraction) => string) => {
  const t = useT()
  return (active) => nameOf(active) ?? t('call.withheld')
}

/** Joins the call in the bar with the other one; there while there are two. It stays where it is, pressed, as long as they are together. */
export function ConferenceButton({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const who = useWho()
  const list = useSlice('interactions')
  const { call, interaction } = active
  const together = call?.together === true
  const other = (together ? conferenceOf(list) : list).find(
    (each) => each.interaction.id !== interaction.id && call && each.call && (together || whyNotJoined(call, each.call) === null),
  )
  const join = other && !together ? () => void act('call.join', { id: interaction.id, otherId: other.interaction.id }) : null
  useCommand('call.conference', join)
  if (!other) return null
  const names = { first: who(active), second: who(other) }
  return (
    <ActButton
      icon="people"
      label={t('call.conference')}
      tip={together ? t('call.conference.state', names) : withKeys(t('call.conference.tip', names), 'call.conference')}
      onAct={join}
      pressed={together}
    />
  )
}

/** The two sides of a conference, each of which can be removed; who came together and who left is said aloud. */
export function Conference({ bar, legs }: { bar: ActiveInteraction; legs: readonly ActiveInteraction[] }): ReactNode {
  const t = useT()
  const act = useAct()
  const who = useWho()
  const said = useSaid(legs)
  return (
    <>
      <span role="status">{said && <Said>{said}</Said>}</span>
      {legs.length > 0 && (
        <div role="group" aria-label={t('call.conference')} className={cx(s.second, s.conference)}>
          <span aria-hidden="true">{t('call.conference')}</span>
          {legs.map((leg) => (
            <span key={leg.interaction.id} className={s.leg}>
              <strong>{who(leg)}</strong>
              <Button
                small
                kind="bad"
                icon="x"
                label={t('call.conference.remove', { name: who(leg) })}
                onPress={() => void act('call.hangUp', { id: leg.interaction.id, alone: true })}
              />
              {leg !== bar && <HoldProblem active={leg} />}
              {leg !== bar && <TransferState active={leg} />}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

/** What is said of the conference now: who is in it, and, while the other one is still there, who left it. */
function useSaid(legs: readonly ActiveInteraction[]): string | null {
  const t = useT()
  const who = useWho()
  const before = useRef<ReadonlyMap<string, string>>(new Map())
  const [left, setLeft] = useState<string | null>(null)
  const [first, second] = legs.map(who)
  const talked = useSlice('interactions').filter(({ call }) => call?.phase === 'connected')
  const ids = talked.map(({ interaction }) => interaction.id).join(' ')
  useEffect(() => {
    if (legs.length > 0) {
      before.current = new Map(legs.map((leg) => [leg.interaction.id, who(leg)]))
      setLeft(null)
    } else if (before.current.size > 0) {
      setLeft([...before.current].find(([id]) => !ids.includes(id))?.[1] ?? null)
      before.current = new Map()
    }
  }, [legs, who, ids])
  if (first !== undefined && second !== undefined) return t('call.conference.state', { first, second })
  return left === null ? null : t('call.conference.left', { name: left })
}
