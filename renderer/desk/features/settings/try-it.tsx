import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { LevelBar } from './level-bar.tsx'
import s from './settings.module.css'

type State = 'hint' | 'recording' | 'playing' | 'done' | 'silent'

/** The agent hears themselves before a customer does: three seconds are recorded and played back. */
export function TryIt(): ReactNode {
  const t = useT()
  const act = useAct()
  const [state, setState] = useState<State>('hint')
  const busy = useSlice('interactions').some((each) => each.call !== null && each.call.phase !== 'ended')
  // Who leaves the page is not recorded behind their back.
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      void call('devices.tryStop', null)
    }
  }, [])
  const run = async (): Promise<void> => {
    setState('recording')
    const recorded = await act('devices.tryRecord', null)
    if (!here.current) return
    if (!recorded.ok || !recorded.value.heard) return setState(recorded.ok ? 'silent' : 'hint')
    setState('playing')
    const played = await act('devices.tryPlay', null)
    setState(played.ok ? 'done' : 'hint')
  }
  const running = state === 'recording' || state === 'playing'
  const words = busy ? t('error.sound.inCall') : t(`settings.try.${state}`)
  return (
    <>
      <div className={s.row}>
        <Button icon="play" isDisabled={running || busy} onPress={() => void run()}>
          {t('settings.try')}
        </Button>
      </div>
      {state === 'recording' && <LevelBar />}
      <div role="status" aria-label={t('settings.try')}>
        {state === 'silent' && !busy ? <Note>{words}</Note> : <p className={s.hint}>{words}</p>}
      </div>
    </>
  )
}
