import type { Alerts } from '../calls/calls-parts.ts'
import { ringbackSound, ringerSound, secondCallSound } from './sounds.ts'
import { tonePlayer, type TonePlayer } from './tone-player.ts'

/** The ringer on its own device; the second call's knock and the ringback on the loudspeaker, where the agent listens. */
export function alerts(make: () => TonePlayer = tonePlayer): Alerts & {
  selectRinger(deviceId: string | null): void
  selectSpeaker(deviceId: string | null): void
  /** Lets the ringer be heard once. */
  test(): void
} {
  const ringer = make()
  const knock = make()
  const ringback = make()
  const sounds = { ring: ringerSound(), knock: secondCallSound(), ringback: ringbackSound() }
  return {
    ring(kind) {
      if (kind === 'full') ringer.play(sounds.ring)
      else ringer.stop()
      if (kind === 'soft') knock.play(sounds.knock)
      else knock.stop()
    },
    ringback: (on) => (on ? ringback.play(sounds.ringback) : ringback.stop()),
    selectRinger: (deviceId) => ringer.select(deviceId),
    selectSpeaker(deviceId) {
      knock.select(deviceId)
      ringback.select(deviceId)
    },
    test: () => ringer.once(sounds.ring),
  }
}
