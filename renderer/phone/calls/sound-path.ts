import type { Clock } from '../signalling/clock.ts'
import type { CallMedia } from './call-media.ts'

/** How often a new path is asked for when one is lost, and the pause between; milliseconds. */
const tries = { most: 3, pause: 10_000 } as const
/**
 * After a change of network: milliseconds between two looks, looks until another offer, offers. Chromium itself hears of a new network
 * two seconds late.
 */
const after = { pause: 200, looks: 4, offers: 7 } as const

export interface PathParts {
  readonly clock: Clock
  /** The call is up and its exchange can be reached. */
  readonly able: () => boolean
  readonly media: () => Pick<CallMedia, 'broken' | 'pathAnew'> | null
  /** Perhaps more is lost than the sound. */
  readonly suspect: () => void
  /** Offers the call anew; `other`: by another path, whether or not the one in use is lost. */
  readonly offer: (other: boolean) => Promise<void>
  /** It did not come about at once: nothing is heard, as far as one knows. */
  readonly nothing: () => unknown
  readonly giveUp: () => void
}

/** Keeps the path of one call's sound. */
export class SoundPath {
  readonly #parts: PathParts
  #restarts = 0
  #restarting = false
  #moves = 0

  constructor(parts: PathParts) {
    this.#parts = parts
  }

  /** The path is there, or lost: then asks for a new one, three times at most, ten seconds apart, and gives the call up. */
  told(up: boolean): void {
    if (up) this.#restarts = 0
    if (up || this.#restarting || !this.#parts.able()) return
    if (++this.#restarts > tries.most) return this.#parts.giveUp()
    this.#restarting = true
    const again = (): void => {
      this.#restarting = false
      if (this.#parts.media()?.broken() === true) this.told(false)
    }
    this.#parts.suspect()
    void this.#parts.offer(false).finally(() => this.#parts.clock.setTimeout(again, tries.pause))
  }

  /**
   * A new path was asked for after a change of network; sees to it that it comes about. What is offered in the first moments holds the
   * addresses of before, because the browser does not know of the new ones yet: so it is offered again, soon and a few times.
   */
  async moved(): Promise<void> {
    const { able, clock, media, nothing, offer } = this.#parts
    const move = ++this.#moves
    for (let offers = 0; offers < after.offers; offers++) {
      for (let looks = 0; looks < after.looks; looks++) {
        await new Promise((resolve) => void clock.setTimeout(() => resolve(undefined), after.pause))
        if (move !== this.#moves || !able() || (await media()?.pathAnew()) !== false) return
      }
      // Only now: where the old path is sound, the new one has come about long before.
      nothing()
      await offer(true)
    }
  }
}
