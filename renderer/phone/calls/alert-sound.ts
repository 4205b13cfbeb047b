import type { LiveCall } from './live-call.ts'

/** What is heard besides the calls: `ring` `full` when nobody talks, `soft` beside a talk. */
export interface AlertSound {
  readonly ring: 'full' | 'soft' | 'off'
  readonly ringback: boolean
}

/** @param answering calls the agent has answered that are not up yet */
export function alertSound(calls: readonly LiveCall[], answering: ReadonlySet<string>): AlertSound {
  const ringing = calls.some(({ silenced, view }) => view.phase === 'ringing' && !silenced && !answering.has(view.callId))
  const replacing = calls.some(({ silenced, view }) => view.asked?.kind === 'replace' && !silenced)
  const talking = calls.some(({ connected, view }) => connected || answering.has(view.callId))
  return {
    ring: ringing || replacing ? (talking ? 'soft' : 'full') : 'off',
    ringback: calls.some(({ view }) => view.phase === 'alerting'),
  }
}
