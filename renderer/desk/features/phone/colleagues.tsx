import type { ReactNode } from 'react'
import type { ColleagueState } from '#shared/domain/exchange.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import s from './colleagues.module.css'
import { useDial } from './dial.ts'

const tones = { unknown: 'plain', free: 'good', ringing: 'warn', busy: 'mine' } as const satisfies Record<ColleagueState, string>

/** Whether the watched colleagues are on the phone; one click calls one of them, or picks up what rings there. */
export function Colleagues(): ReactNode {
  const t = useT()
  const dial = useDial()
  const { exchange } = useSlice('settings')
  const told = useSlice('exchange').colleagues
  if (exchange.colleagues.length === 0) return null
  return (
    <section className={s.colleagues} aria-label={t('colleagues.title')}>
      <h2 className={s.title}>{t('colleagues.title')}</h2>
      <ul className={s.list}>
        {exchange.colleagues.map(({ name, user }) => {
          const state = told.find((one) => one.user === user)?.state ?? 'unknown'
          const shown = name || user
          return (
            <li key={user} className={s.row}>
              <span className={s.name}>{shown}</span>
              <Chip tone={tones[state]}>{t(`colleagues.${state}`)}</Chip>
              {state === 'ringing' && exchange.pickUpPrefix !== '' && (
                <Button
                  small
                  kind="good"
                  icon="in"
                  label={t('colleagues.pickUp', { name: shown })}
                  onPress={() => void dial(`${exchange.pickUpPrefix}${user}`)}
                />
              )}
              <Button
                small
                kind="quiet"
                icon="phone"
                label={t('colleagues.call', { name: shown })}
                onPress={() => void dial(user)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
