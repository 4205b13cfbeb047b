import { useRef, useState, type ReactNode } from 'react'
import type { Recording } from '#shared/domain/recording.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { clock } from '../../ui/time.ts'
import s from './recording.module.css'

/**
 * Plays a recording. Nothing of it is asked for before somebody presses play: that moment is the listening which the audit trail notes.
 */
export function Player({ recording }: { recording: Recording }): ReactNode {
  const t = useT()
  const act = useAct()
  const audio = useRef<HTMLAudioElement>(null)
  const [url, setUrl] = useState<string | null>(null)
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const [at, setAt] = useState(0)
  const length = recording.seconds
  const toggle = async (): Promise<void> => {
    const element = audio.current
    if (!element) return
    if (playing) return element.pause()
    if (url === null) {
      const asked = await act('recording.listen', { id: recording.id })
      if (!asked.ok) return
      setUrl(asked.value.url)
      element.src = asked.value.url
      element.currentTime = at
    }
    await element.play().catch(() => undefined)
  }
  const seek = (to: number): void => {
    setAt(to)
    if (audio.current && url !== null) audio.current.currentTime = to
  }
  const said = t('recording.at', { at: clock(at * 1000), length: clock(length * 1000) })
  return (
    <div role="group" aria-label={t('recording.player')} className={s.player}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what is said */}
      <audio
        ref={audio}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onError={() => (setPlaying(false), setBroken(true))}
      />
      <Button
        kind="primary"
        icon={playing ? 'pause' : 'play'}
        label={t(playing ? 'recording.stop' : 'recording.play')}
        onPress={() => void toggle()}
      />
      <input
        type="range"
        className={s.position}
        min={0}
        max={length}
        step={1}
        value={Math.min(at, length)}
        aria-label={t('recording.position')}
        aria-valuetext={said}
        onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
      />
      <span className={s.clock} aria-hidden="true">
        {said}
      </span>
      <span role="status" className={s.broken}>
        {broken && t('error.recording.damaged')}
      </span>
    </div>
  )
}
