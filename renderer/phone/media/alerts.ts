import type { Alerts } from '../calls/calls-parts.ts'
import { ringers } from './ringers.ts'
import { beepSound, ringbackSound, ringerSound, secondCallSound } from './sounds.ts'
import { tonePlayer, type TonePlayer } from './tone-player.ts'

/** The ringer on its own devices; the second call's knock, the ringback and the beep on the loudspeaker, where the agent listens. */
export function alerts(make: () => TonePlayer = tonePlayer): Alerts & {
  selectRingers(deviceIds: readonly (string | null)[]): void
  selectSpeaker(deviceId: string | null): void
  /** Lets the ringer be heard once. */
  test(): void
} {
  const ringer = ringers(ringerSound(), make)
  const knock = make()
  const ringback = make()
  const beep = make()
  const sounds = { knock: secondCallSound(), ringback: ringbackSound(), beep: beepSound() }
  return {
    ring(kind) {
      if (kind === 'full') ringer.play()
      else ringer.stop()
      if (kind === 'soft') knock.play(sounds.knock)
      else knock.stop()
    },
    ringback: (on) => (on ? ringback.play(sounds.ringback) : ringback.stop()),
    beep: () => beep.once(sounds.beep),
    selectRingers: (deviceIds) => ringer.select(deviceIds),
    selectSpeaker(deviceId) {
      knock.select(deviceId)
      ringback.select(deviceId)
      beep.select(deviceId)
    },
    test: () => ringer.once(),
  }
}
