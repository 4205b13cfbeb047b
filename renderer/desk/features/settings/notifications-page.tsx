import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Check } from './check.tsx'

/** What may speak up while another program is in front, and what closing the window means. */
export function NotificationsPage(): ReactNode {
  const t = useT()
  const act = useAct()
  const { notifications, tray } = useSlice('settings')
  const system = useSlice('system')
  const set = (patch: Partial<typeof notifications>): void =>
    void act('settings.set', { patch: { notifications: { ...notifications, ...patch } } })
  return (
    <>
      <Section label={t('settings.notify.calls')}>
        <Check
          label={t('settings.notify.pop')}
          hint={t('settings.notify.pop.hint')}
          on={notifications.pop}
          onChange={(pop) => set({ pop })}
        />
      </Section>
      <Section label={t('settings.notify.others')}>
        <Check label={t('settings.notify.system')} on={notifications.system} onChange={(on) => set({ system: on })} />
        <Check
          label={t('settings.notify.names')}
          hint={t('settings.notify.names.hint')}
          on={notifications.names}
          onChange={(names) => set({ names })}
        />
      </Section>
      <Section label={t('settings.tray')}>
        <Check
          label={t('settings.tray.keep')}
          hint={t('settings.tray.keep.hint')}
          on={tray.keep}
          onChange={(keep) => void act('settings.set', { patch: { tray: { ...tray, keep } } })}
        />
        {tray.keep && !system.tray && <Note tone="info">{t('settings.tray.none')}</Note>}
      </Section>
    </>
  )
}
