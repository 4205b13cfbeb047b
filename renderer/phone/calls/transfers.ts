import type { Transfer } from '#shared/domain/call.ts'
import type { Clock } from '../signalling/clock.ts'
import type { Log } from '../signalling/log.ts'
import type { LiveCall } from './live-call.ts'
import { refer } from './refer.ts'
import { sipfragSlot } from './sipfrag.ts'

export interface TransferParts {
  readonly clock: Clock
  readonly log: Log
  /** Our own address, as `sip:agent@toll.test`. */
  readonly own: string
  readonly sayGoodBye: (call: LiveCall) => void
  /** Nobody else is being talked to: the customer may be taken back at once. */
  readonly mayTakeBack: (call: LiveCall) => boolean
}

/** Whom a call is handed over to. */
export interface Successor {
  readonly kind: Transfer['kind']
  /** As dialled, or a name. */
  readonly to: string
  readonly referTo: string
  /** The call with them, of an attended transfer. */
  readonly other: LiveCall | null
}

/**
 * Hands a call over: on hold, asked to call somebody else, and let go only once that somebody answered. Whatever goes wrong brings the
 * customer back to the agent; no call is let go on a mere promise.
 */
export async function handOver(call: LiveCall, { kind, other, referTo, to }: Successor, parts: TransferParts): Promise<void> {
  const tell = (state: Transfer['state'], problem: Transfer['problem'] = null, status: number | null = null): void =>
    call.tell({ transfer: { kind, to, state, problem, status } })
  tell('asked')
  await call.hold(true)
  if (call.ended) return
  if (other) other.handedOver = true
  const outcome = await refer(call.session, referTo, parts.own, parts.clock, (status) =>
    tell(status >= 180 ? 'ringing' : 'trying', null, status),
  )
  parts.log('info', 'call.transfer', { kind, outcome: outcome.kind, status: 'status' in outcome ? outcome.status : undefined })
  if (outcome.kind === 'done') {
    if (kind === 'blind') call.tell({ parkedAt: sipfragSlot(outcome.told ?? '', to) })
    for (const one of [call, other]) one?.finish('transferred', () => parts.sayGoodBye(one))
    return
  }
  if (other) other.handedOver = false
  if (outcome.kind === 'ended' || call.ended) return
  if (outcome.kind === 'gone') return call.vanished()
  tell('failed', outcome.kind, 'status' in outcome ? outcome.status : null)
  if (parts.mayTakeBack(call)) await call.hold(false)
}
