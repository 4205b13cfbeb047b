import type { OutboxItem } from '../mail.ts'

export type OutboxState = OutboxItem['state']

/**
 * What may follow what; the picture stands at `outboxStates`. Written before the step it names is taken, so that a program killed at any
 * moment finds out afterwards how far the letter had got:
 * `sending` without `handedOver` can have reached nobody, because the end of DATA was never written; with it, only the person or Sent knows.
 */
const next: Readonly<Record<OutboxState, readonly OutboxState[]>> = {
  queued: ['building', 'withdrawn'],
  building: ['building', 'sending', 'failed', 'withdrawn', 'retry_wait'],
  sending: ['accepted', 'retry_wait', 'failed', 'unknown'],
  accepted: ['accepted', 'done', 'bounced'],
  retry_wait: ['sending', 'withdrawn'],
  failed: ['retry_wait', 'withdrawn'],
  unknown: ['unknown', 'done', 'accepted', 'retry_wait'],
  done: ['bounced'],
  bounced: [],
  withdrawn: [],
}

/** Whether the outbox may go from one state to the other. */
export const mayMove = (from: OutboxState, to: OutboxState): boolean => next[from].includes(to)

/**
 * Milliseconds to the next attempt: 15 s doubling up to 30 minutes, jittered between half and the whole, without end (a letter never
 * gives up by itself; the agent can always take it back).
 * @param attempts how many were made, from 1. @param random in [0, 1).
 */
export const retryDelay = (attempts: number, random: number): number => {
  const whole = Math.min(30 * 60_000, 15_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10))
  return Math.round(whole / 2 + (whole / 2) * random)
}

/** Places of a template that were never filled in: `{{name}}`; sending is refused while there are any. */
export const unresolvedPlaces = (text: string): string[] => text.match(/\{\{[^{}\n]{1,80}\}\}/g) ?? []
