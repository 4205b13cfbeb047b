import { useEffect, useState, type ReactNode } from 'react'
import { singleRoles, type SingleRole } from '#shared/domain/devices.ts'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Select } from '../../ui/select.tsx'
import { Headsets } from './headsets.tsx'
import { LevelBar } from './level-bar.tsx'
import { Ringers } from './ringers.tsx'
import { TryIt } from './try-it.tsx'
import { VoiceSwitches } from './voice-switches.tsx'
import s from './settings.module.css'

const problemWords = {
  no_microphone: 'settings.sound.noMicrophone',
  microphone_denied: 'settings.sound.denied',
  no_speaker: 'settings.sound.noSpeaker',
} as const

/** Microphone with its level, loudspeaker, ringers with a test, what is done to the voice, and a trial of it all. */
export function SoundPage(): ReactNode {
  const t = useT()
  const act = useAct()
  const devices = useSlice('devices')
  const [metering, setMetering] = useState(false)
  useEffect(() => {
    if (!metering) return
    void call('devices.meter', { on: true })
    return () => void call('devices.meter', { on: false })
  }, [metering])
  if (!devices) return <Note tone="info">{t('settings.sound.starting')}</Note>
  return (
    <Section label={t('settings.sound.devices')}>
      {devices.problem && <Note>{t(problemWords[devices.problem])}</Note>}
      {singleRoles.map((role) => (
        <Device key={role} role={role} />
      ))}
      <Ringers />
      <VoiceSwitches />
      <div className={s.row}>
        <Button icon="mic" aria-pressed={metering} onPress={() => setMetering(!metering)}>
          {t(metering ? 'settings.sound.meterOff' : 'settings.sound.meterOn')}
        </Button>
        <Button icon="play" onPress={() => void act('devices.testRinger', null)}>
          {t('settings.sound.testRinger')}
        </Button>
      </div>
      {metering && (
        <LevelBar>
          <span className={s.hint}>{t('settings.sound.speak')}</span>
        </LevelBar>
      )}
      <TryIt />
      <Headsets />
    </Section>
  )
}

function Device({ role }: { role: SingleRole }): ReactNode {
  const t = useT()
  const act = useAct()
  const devices = useSlice('devices')
  if (!devices) return null
  const kind = role === 'microphone' ? 'input' : 'output'
  const fitting = devices.devices.filter((each) => each.kind === kind && each.deviceId !== 'default')
  return (
    <>
      <Select
        label={t(`settings.sound.${role}`)}
        value={devices.selected[role] ?? 'system'}
        choices={[
          { value: 'system', label: t('settings.sound.system') },
          ...fitting.map((each) => ({ value: each.deviceId, label: each.label || t('settings.sound.unnamed') })),
        ]}
        onChange={(chosen) => void act('devices.select', { role, deviceId: chosen === 'system' ? null : chosen })}
      />
      {devices.missing.includes(role) && <Note>{t('settings.sound.missing')}</Note>}
    </>
  )
}
