import type { Alerts } from '../calls/calls-parts.ts'
import { beepSound, ringbackSound, ringerSound, secondCallSound } from './sounds.ts'
import { tonePlayer, type TonePlayer } from './tone-player.ts'

/** The ringer on its own device; the second call's knock, the ringback and the beep on the loudspeaker, where the agent listens. */
export function alerts(make: () => TonePlayer = tonePlayer): Alerts & {
  selectRinger(deviceId: string | null): void
  selectSpeaker(deviceId: string | null): void
  /** Lets the ringer be heard once. */
  test(): void
} {
  const ringer = make()
  const knock = make()
  const ringback = make()
  const beep = make()
  const sounds = { ring: ringerSound(), knock: secondCallSound(), ringback: ringbackSound(), beep: beepSound() }
  return {
    ring(kind) {
      if (kind === 'full') ringer.play(sounds.ring)
      else ringer.stop()
      if (kind === 'soft') knock.play(sounds.knock)
      else knock.stop()
    },
    ringback: (on) => (on ? ringback.play(sounds.ringback) : ringback.stop()),
    beep: () => beep.once(sounds.beep),
    selectRinger: (deviceId) => ringer.select(deviceId),
    selectSpeaker(deviceId) {
      knock.select(deviceId)
      ringback.select(deviceId)
      beep.select(deviceId)
    },
    test: () => void ringer.once(sounds.ring),
  }
}
