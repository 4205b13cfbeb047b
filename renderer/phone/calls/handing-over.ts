import { raise } from '#shared/contract/result.ts'
import { UserAgent } from 'sip.js'
import { dialUri } from './dial-target.ts'
import type { LiveCall } from './live-call.ts'
import { referToCall, referToNumber } from './refer-to.ts'
import { handOver, type Successor, type TransferParts } from './transfers.ts'

export interface HandingOverParts extends Pick<TransferParts, 'clock' | 'log' | 'sayGoodBye'> {
  readonly agent: () => UserAgent | null
  readonly connected: () => boolean
  readonly calls: () => Iterable<LiveCall>
  /** The agent is answering it. */
  readonly answering: (call: LiveCall) => boolean
}

/** What may be handed over to whom; how it goes on is told by the call's `transfer`. Expected failures are thrown as `Failure`. */
export class HandingOver {
  readonly #parts: HandingOverParts

  constructor(parts: HandingOverParts) {
    this.#parts = parts
  }

  /** To a number or user. */
  toNumber(call: LiveCall, target: string): void {
    this.#check(call)
    const text = dialUri(target, this.#parts.agent()?.configuration.uri.host ?? '')
    if (text === null || !UserAgent.makeURI(text)) return raise('bad_input', 'error.call.badNumber')
    this.#begin(call, { kind: 'blind', to: target, referTo: referToNumber(text), other: null })
  }

  /** To whom another of our calls is with; both are left. */
  toCall(call: LiveCall, other: LiveCall): void {
    this.#check(call)
    if (call === other) return raise('bad_input', 'error.call.badNumber')
    const referTo = referToCall(other.session) ?? raise('conflict', 'error.call.notConnected')
    const { facts, direction } = other.view
    const party = direction === 'outbound' ? facts.to : (facts.asserted ?? facts.from)
    this.#begin(call, { kind: 'attended', to: party.name || party.user, referTo, other })
  }

  #check({ view: { transfer } }: LiveCall): void {
    if (!this.#parts.connected()) raise('unavailable', 'error.call.lineDown', { retryable: true })
    if (transfer && transfer.state !== 'failed') raise('conflict', 'error.call.transferring')
  }

  #begin(call: LiveCall, successor: Successor): void {
    void handOver(call, successor, {
      ...this.#parts,
      own: String(this.#parts.agent()?.configuration.uri ?? ''),
      mayTakeBack: (mine) =>
        ![...this.#parts.calls()].some(
          (one) => one !== mine && !(one.view.together && mine.view.together) && this.#hasTheAgent(one),
        ),
    })
  }

  /** The agent talks there, is about to, or calls somebody. */
  #hasTheAgent(call: LiveCall): boolean {
    const { connected, view } = call
    if (connected) return !view.held
    return view.phase === 'dialling' || view.phase === 'alerting' || this.#parts.answering(call)
  }
}
