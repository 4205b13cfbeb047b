import type { ReactNode } from 'react'
import { acceleratorOf, globalActions, type GlobalAction } from '#shared/domain/accelerator.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { KeyLine } from './key-line.tsx'
import s from './settings.module.css'

const labels: Readonly<Record<GlobalAction, MessageKey>> = {
  answer: 'settings.global.answer',
  hangUp: 'settings.global.hangUp',
  mute: 'settings.global.mute',
  show: 'settings.global.show',
}

/** Keys that work while another program is in front; none unless the person chooses some. What the system does not give us is said. */
export function GlobalKeys(): ReactNode {
  const t = useT()
  const act = useAct()
  const { globalShortcuts } = useSlice('settings')
  const { shortcuts } = useSlice('system')
  const set = (action: GlobalAction, keys: string): void =>
    void act('settings.set', { patch: { globalShortcuts: { ...globalShortcuts, [action]: keys } } })
  const take = (action: GlobalAction, pressed: string): string | null => {
    if (pressed === 'Backspace' || pressed === 'Delete') {
      set(action, '')
      return null
    }
    if (acceleratorOf(pressed) === null) return t('settings.global.cannot', { keys: pressed })
    const other = globalActions.find((each) => each !== action && globalShortcuts[each] === pressed)
    if (other) return t('settings.global.taken', { keys: pressed, command: t(labels[other]) })
    set(action, pressed)
    return null
  }
  return (
    <Section label={t('settings.global')}>
      <p className={s.hint}>{t('settings.global.text')}</p>
      <ul className={s.keys}>
        {globalActions.map((action) => {
          const keys = globalShortcuts[action] ?? ''
          return (
            <KeyLine
              key={action}
              label={t(labels[action])}
              keys={keys}
              problem={shortcuts[action] === 'refused' ? t('settings.global.refused', { keys }) : null}
              onTake={(pressed) => take(action, pressed)}
            />
          )
        })}
      </ul>
    </Section>
  )
}
