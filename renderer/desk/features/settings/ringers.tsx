import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Note } from '../../ui/problem.tsx'
import s from './settings.module.css'

/** On which devices it rings, all at once. One that is chosen and not there stays in sight, so that it can be given up. */
export function Ringers(): ReactNode {
  const t = useT()
  const act = useAct()
  const devices = useSlice('devices')
  if (!devices) return null
  const chosen = devices.selected.ringer
  const there = devices.devices.filter((each) => each.kind === 'output')
  const gone = chosen.filter((id) => there.every((each) => each.deviceId !== id))
  const choices = [
    ...there.map((each) => ({ id: each.deviceId, label: each.label || t('settings.sound.unnamed') })),
    ...gone.map((id) => ({ id, label: t('settings.sound.gone') })),
  ]
  return (
    <>
      <CheckboxGroup
        className={s.checks ?? ''}
        value={[...chosen]}
        onChange={(deviceIds) => void act('devices.selectRingers', { deviceIds })}
      >
        <Label className={s.label ?? ''}>{t('settings.sound.ringer')}</Label>
        {choices.map(({ id, label }) => (
          <Checkbox key={id} value={id} className={s.check ?? ''}>
            <span className={s.tick}>
              <Icon name="check" size={13} />
            </span>
            {label}
          </Checkbox>
        ))}
        {chosen.length === 0 && <p className={s.hint}>{t('settings.sound.ringer.none')}</p>}
      </CheckboxGroup>
      {gone.length > 0 && <Note>{t(gone.length < chosen.length ? 'settings.sound.ringer.left' : 'settings.sound.missing')}</Note>}
    </>
  )
}
