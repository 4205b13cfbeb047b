import { useEffect, useId, useRef, type ReactNode } from 'react'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import s from './settings.module.css'

const stateWords = {
  connected: 'settings.headset.connected',
  busy: 'settings.headset.busy',
  away: 'settings.headset.away',
} as const

/** Headsets whose buttons may be used: which, how they are, and choosing one of those that are plugged in. */
export function Headsets(): ReactNode {
  const t = useT()
  const act = useAct()
  const { chosen, offers } = useSlice('headsets')
  const label = useId()
  const row = useRef<HTMLDivElement>(null)
  // Who leaves the page chooses no more.
  useEffect(() => () => void call('headsets.cancel', null), [])
  // The pressed button goes with what it was for: the keyboard stays where it can go on.
  const thenBack = (done: Promise<unknown>): void =>
    void done.then(() => requestAnimationFrame(() => row.current?.querySelector('button')?.focus()))
  return (
    <div role="group" aria-labelledby={label} className={s.checks}>
      <span id={label} className={s.label}>
        {t('settings.headset')}
      </span>
      {chosen.length === 0 && <p className={s.hint}>{t('settings.headset.none')}</p>}
      {chosen.length > 0 && (
        <ul className={s.keys} aria-labelledby={label}>
          {chosen.map(({ name, productId, state, vendorId }) => (
            <li key={`${vendorId}:${productId}`} className={s.keyLine}>
              <span>{name}</span>
              <span className={s.hint}>{t(stateWords[state])}</span>
              <Button
                small
                aria-label={t('settings.headset.forgetOne', { name })}
                onPress={() => thenBack(act('headsets.forget', { vendorId, productId }))}
              >
                {t('settings.headset.forget')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div ref={row} className={s.row}>
        {/* One button for both, so that the keyboard stays on it. */}
        <Button onPress={() => void act(offers ? 'headsets.cancel' : 'headsets.choose', null)}>
          {t(offers ? 'cancel' : 'settings.headset.choose')}
        </Button>
      </div>
      <div role="status" aria-label={t('settings.headset.offers')}>
        {offers?.length === 0 && <Note tone="info">{t('settings.headset.nothing')}</Note>}
        {offers && offers.length > 0 && (
          <div className={s.row}>
            {offers.map(({ id, name }) => (
              <Button key={id} kind="primary" onPress={() => thenBack(act('headsets.take', { id }))}>
                {t('settings.headset.use', { name })}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
