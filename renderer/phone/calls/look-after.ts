import type { Clock } from '../signalling/clock.ts'
import type { LiveCall } from './live-call.ts'

/** Milliseconds between two looks; RTCP itself comes about every five seconds (RFC 3550 §6.2). */
const every = 2000

/**
 * Looks how calls sound, again and again as long as one is talked.
 * @returns to be called when anything about calls changed
 */
export function lookAfter(clock: Clock, calls: () => readonly LiveCall[]): () => void {
  let waiting = false
  const begin = (): void => {
    if (waiting || !calls().some((one) => one.connected)) return
    waiting = true
    clock.setTimeout(() => {
      waiting = false
      for (const one of calls()) one.look().catch(() => {})
      begin()
    }, every)
  }
  return begin
}
