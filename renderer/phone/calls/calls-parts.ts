import type { Call } from '#shared/domain/call.ts'
import type { UserAgent } from 'sip.js'
import type { AlertSound } from './alert-sound.ts'
import type { Mix } from './conference.ts'
import type { CallParts } from './live-call.ts'

export interface Alerts {
  ring(kind: AlertSound['ring']): void
  ringback(on: boolean): void
  /** Tells the agent that a call is about to be answered by itself; resolves when it is over. */
  beep(): Promise<void>
}

export interface CallsParts extends Omit<CallParts, 'changed' | 'whenConnected' | 'sayGoodBye' | 'referred'> {
  readonly agent: () => UserAgent | null
  readonly reachable: () => boolean
  readonly headers: () => { queue: string; ivrOption: string }
  /** Opens the microphone beforehand, so that a call that cannot be answered goes on ringing; returns how to let it go. */
  readonly openMicrophone: () => Promise<() => void>
  readonly alerts: Alerts
  /** The sound of a conference. */
  readonly mix: Mix
  readonly newId: () => string
  readonly changed: (call: Call) => void
}
