import { raise } from '#shared/contract/result.ts'
import { whyNotJoined } from '#shared/domain/conference.ts'
import type { CallMedia } from './call-media.ts'
import type { LiveCall } from './live-call.ts'

/** Makes the sides of several calls hear each other, until it is closed. */
export type Mix = (medias: readonly CallMedia[]) => { close(): void }

/**
 * Two calls that are talked together, the agent in the middle; there is one such conference at most. It is on hold and off it as a
 * whole, muted to both, and over as soon as one of the two calls is: the other goes on as an ordinary call.
 */
export class Conference {
  readonly #mix: Mix
  #legs: readonly LiveCall[] = []
  #medias: readonly (CallMedia | null)[] = []
  #running: { close(): void } | null = null

  constructor(mix: Mix) {
    this.#mix = mix
  }

  /** @throws Failure when the two cannot be talked together now */
  join(call: LiveCall, other: LiveCall): void {
    const why = whyNotJoined(call.view, other.view)
    if (why === 'transferring') return raise('conflict', 'error.call.transferring')
    if (why === 'notConnected') return raise('conflict', 'error.call.notConnected')
    if (why !== null) return raise('conflict', 'error.call.together')
    const legs = [call, other]
    this.#legs = legs
    this.#begin()
    const muted = legs.some(({ view }) => view.muted)
    for (const leg of legs) {
      leg.tell({ together: true })
      if (muted) leg.mute(true)
    }
    for (const leg of legs) void leg.hold(false)
  }

  /** The call and what it is talked together with: what is held, muted and left with it. */
  with(call: LiveCall): readonly LiveCall[] {
    return this.#legs.includes(call) ? this.#legs : [call]
  }

  /** Something about a call changed: it ended, or its sound goes over another connection now (RFC 3891). */
  follow(call: LiveCall): void {
    if (!this.#legs.includes(call)) return
    if (!call.ended) {
      if (this.#legs.some((leg, index) => leg.media() !== this.#medias[index])) this.#begin()
      return
    }
    const left = this.#legs.filter((leg) => leg !== call)
    this.#legs = []
    this.#medias = []
    this.#running?.close()
    this.#running = null
    for (const leg of left) leg.tell({ together: false })
  }

  #begin(): void {
    this.#running?.close()
    this.#medias = this.#legs.map((leg) => leg.media())
    this.#running = this.#mix(this.#medias.filter((media) => media !== null))
  }
}
