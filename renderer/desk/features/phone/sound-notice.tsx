import type { ReactNode } from 'react'
import type { Devices } from '#shared/domain/devices.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { go, useRoute } from '../../ui/route.ts'
import s from './sound-notice.module.css'

/** What keeps the two sides from hearing each other, or what stands in for a device that is gone; null when all is well. */
function wordsFor(devices: Devices | null) {
  if (devices === null) return null
  if (devices.problem !== null) return `sound.${devices.problem}` as const
  if (devices.missing.includes('microphone')) return 'sound.missing_microphone'
  if (devices.missing.includes('speaker')) return 'sound.missing_speaker'
  if (devices.voice !== null) return `sound.${devices.voice}` as const
  return devices.missing.includes('ringer') ? 'sound.missing_ringer' : null
}

/** Says at once, in a call or before one, that a microphone or loudspeaker is not there, and what to do. */
export function SoundNotice(): ReactNode {
  const t = useT()
  const act = useAct()
  const devices = useSlice('devices')
  const words = wordsFor(devices)
  const muted = useSlice('interactions').filter(({ call }) => call?.phase === 'connected' && !call.held && call.muted)
  const onTheLine = useSlice('line').config !== null
  const place = useRoute((state) => state.place)
  return (
    <div role="status" aria-label={t('sound.region')}>
      {onTheLine && words !== null && (
        <Note>
          <span className={s.row}>
            {t(words)}
            {words === 'sound.muted_talking' ? (
              <Button
                small
                onPress={() => muted.forEach(({ interaction }) => void act('call.mute', { id: interaction.id, muted: false }))}
              >
                {t('sound.unmute')}
              </Button>
            ) : null}
            {words !== 'sound.muted_talking' && place !== 'settings' && (
              <Button small kind="quiet" onPress={() => go('settings', 'sound')}>
                {t('sound.settings')}
              </Button>
            )}
          </span>
        </Note>
      )}
    </div>
  )
}
