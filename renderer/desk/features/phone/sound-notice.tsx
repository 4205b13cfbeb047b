import type { ReactNode } from 'react'
import type { Devices } from '#shared/domain/devices.ts'
import { useSlice } from '../../bridge/store.ts'
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
  return devices.missing.includes('speaker') ? 'sound.missing_speaker' : null
}

/** Says at once, in a call or before one, that a microphone or loudspeaker is not there, and what to do. */
export function SoundNotice(): ReactNode {
  const t = useT()
  const words = wordsFor(useSlice('devices'))
  const onTheLine = useSlice('line').config !== null
  const place = useRoute((state) => state.place)
  return (
    <div role="status" aria-label={t('sound.region')}>
      {onTheLine && words !== null && (
        <Note>
          <span className={s.row}>
            {t(words)}
            {place !== 'settings' && (
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
