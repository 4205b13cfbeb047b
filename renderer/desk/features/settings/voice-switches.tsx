import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { voiceSwitches } from '#shared/domain/devices.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import s from './settings.module.css'

/** What the computer does to the agent's voice. */
export function VoiceSwitches(): ReactNode {
  const t = useT()
  const act = useAct()
  const { voice } = useSlice('settings')
  return (
    <CheckboxGroup
      className={s.checks ?? ''}
      value={voiceSwitches.filter((each) => voice[each])}
      onChange={(on) => {
        const [echo, noise, gain] = voiceSwitches.map((each) => on.includes(each)) as [boolean, boolean, boolean]
        void act('settings.set', { patch: { voice: { echo, noise, gain } } })
      }}
    >
      <Label className={s.label ?? ''}>{t('settings.voice')}</Label>
      {voiceSwitches.map((each) => (
        <Checkbox key={each} value={each} className={s.check ?? ''}>
          <span className={s.tick}>
            <Icon name="check" size={13} />
          </span>
          {t(`settings.voice.${each}`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  )
}
