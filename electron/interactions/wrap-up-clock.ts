import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { dispositionCodes } from '#shared/domain/case-choices.ts'
import { wrapUpEnds, type WrapUpPolicy } from '#shared/domain/wrap-up.ts'

type Code = (typeof dispositionCodes)[number]
type Finish = (id: string, code: Code | null, note: string) => void

interface Known {
  /** When it was first seen; one that was found after a restart starts anew. */
  readonly began: number
  times: number
  touched: number | null
  words: string
}

/** Ends wrap-ups that last for a while only, and says of each when. What was written is kept before; nobody who writes is cut off. */
export class WrapUpClock {
  readonly #policy: () => WrapUpPolicy
  readonly #finish: Finish
  readonly #changed: () => void
  readonly #known = new Map<string, Known>()
  #active: readonly ActiveInteraction[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param changed the ends are others now: show them */
  constructor(options: { policy: () => WrapUpPolicy; finish: Finish; changed: () => void }) {
    this.#policy = options.policy
    this.#finish = options.finish
    this.#changed = options.changed
  }

  /** The interactions there are now, each with the end of its wrap-up. */
  look(active: readonly ActiveInteraction[], now = Date.now()): ActiveInteraction[] {
    this.#active = active
    const wrapping = active.filter(({ interaction }) => interaction.state === 'wrap_up')
    for (const id of this.#known.keys()) if (!wrapping.some((each) => each.interaction.id === id)) this.#known.delete(id)
    for (const { interaction } of wrapping) {
      const words = JSON.stringify([interaction.note, interaction.disposition, interaction.caseId, interaction.contactId])
      const known = this.#known.get(interaction.id)
      if (!known) this.#known.set(interaction.id, { began: now, times: 0, touched: null, words })
      else if (known.words !== words) Object.assign(known, { words, touched: now })
    }
    this.#arm(now)
    return active.map((each) => ({ ...each, wrapUpEndsAt: this.#endOf(each) }))
  }

  /** One more minute. */
  extend(id: string): void {
    const known = this.#known.get(id)
    if (!known) return
    known.times += 1
    this.#changed()
  }

  /** The policy was changed. */
  policyChanged(): void {
    this.#changed()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #endOf({ interaction }: ActiveInteraction): string | null {
    const known = this.#known.get(interaction.id)
    const end = known ? wrapUpEnds(this.#policy(), known.began, known.times, known.touched) : null
    return end === null ? null : new Date(end).toISOString()
  }

  #arm(now: number): void {
    clearTimeout(this.#timer)
    const ends = this.#active.flatMap((each) => this.#endOf(each) ?? []).map((at) => Date.parse(at))
    if (ends.length > 0) this.#timer = setTimeout(() => this.#due(), Math.max(50, Math.min(...ends) - now))
  }

  #due(): void {
    const now = Date.now()
    for (const each of this.#active) {
      const end = this.#endOf(each)
      const { disposition, id, note } = each.interaction
      const code = dispositionCodes.find((one) => one === disposition) ?? null
      if (end !== null && Date.parse(end) <= now) this.#finish(id, code, note)
    }
    this.#arm(now)
  }
}
