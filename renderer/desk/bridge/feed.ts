import type { deskEventEnvelope, deskEvents, DeskEventName } from '#shared/contract/desk/events.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import type { Result } from '#shared/contract/result.ts'
import type { AppError } from '#shared/contract/result.ts'
import type { z } from 'zod'

export type EventPayload<N extends DeskEventName> = z.output<(typeof deskEvents)[N]>
type Envelope = z.output<typeof deskEventEnvelope>

/** How events are held to their schemas. */
export interface FeedCheck {
  /** Null for what is no envelope. */
  envelope: (raw: unknown) => Envelope | null
  payload: (name: string, payload: unknown) => { success: true; data: unknown } | { success: false }
}

export interface FeedPorts {
  snapshot: () => Promise<Result<Snapshot>>
  replace: (snapshot: Snapshot) => void
  apply: <N extends DeskEventName>(name: N, payload: EventPayload<N>) => void
  failed: (error: AppError) => void
  /** Runs later; for the next try after a failed snapshot. */
  later: (run: () => void, ms: number) => void
}

/**
 * Keeps the desk in step with main.
 *
 *   asking ──snapshot──▶ live ──event with the next number──▶ live
 *     ▲ └──failed, later──┐  └──gap in the numbers──▶ asking (events wait meanwhile)
 *     └───────────────────┘
 *
 * Events that the snapshot already contains are dropped. One that does not fit its schema counts as a gap. Until `checkWith` says how
 * to tell, events wait unread.
 */
export function createFeed(ports: FeedPorts): {
  start: () => void
  receive: (raw: unknown) => void
  checkWith: (check: FeedCheck) => void
} {
  let state: { at: 'asking' } | { at: 'live'; seq: number } = { at: 'asking' }
  let check: FeedCheck | null = null
  const unread: unknown[] = []
  let waiting: Envelope[] = []
  let tries = 0

  const askAgain = (): void => {
    state = { at: 'asking' }
    void ports.snapshot().then((result) => {
      if (!result.ok) {
        ports.failed(result.error)
        tries += 1
        ports.later(askAgain, Math.min(5000, 250 * 2 ** tries))
        return
      }
      tries = 0
      state = { at: 'live', seq: result.value.seq }
      ports.replace(result.value)
      const kept = waiting
      waiting = []
      for (const envelope of kept) take(envelope)
    })
  }

  const take = (envelope: Envelope): void => {
    if (state.at === 'asking') {
      waiting.push(envelope)
      return
    }
    if (envelope.seq <= state.seq) return
    const payload = check?.payload(envelope.name, envelope.payload)
    if (envelope.seq > state.seq + 1 || payload?.success !== true) {
      if (payload?.success) waiting.push(envelope)
      askAgain()
      return
    }
    state.seq = envelope.seq
    ports.apply(envelope.name as DeskEventName, payload.data as never)
  }

  const receive = (raw: unknown): void => {
    if (check === null) return void unread.push(raw)
    const envelope = check.envelope(raw)
    if (envelope) take(envelope)
  }

  return {
    start: askAgain,
    receive,
    checkWith: (given) => {
      check = given
      for (const raw of unread.splice(0)) receive(raw)
    },
  }
}
