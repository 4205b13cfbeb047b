import { SessionState, type Invitation } from 'sip.js'
import type { Clock } from '../signalling/clock.ts'
import type { LiveCall } from './live-call.ts'

/** How long a call may go on ringing after signalling was lost under it: its CANCEL may have been missed; milliseconds. */
const ringsAfterLoss = 20_000

/** 180, and again each minute: proxies give a call up that shows no life for three (RFC 3261 §13.3.1.1, §16.7 timer C). */
export function sayRinging(invitation: Invitation, clock: Clock, rings: () => boolean): void {
  if (!rings() || invitation.state !== SessionState.Initial) return
  invitation.progress().catch(() => {})
  clock.setTimeout(() => sayRinging(invitation, clock, rings), 55_000)
}

/** A call that rang through a loss of signalling ends unless it is answered soon. */
export function endRingingSoon(call: LiveCall, clock: Clock): void {
  clock.setTimeout(() => {
    if (call.view.phase === 'ringing')
      call.finish('connection_lost', () => void (call.session as Invitation).reject({ statusCode: 480 }).catch(() => {}))
  }, ringsAfterLoss)
}
