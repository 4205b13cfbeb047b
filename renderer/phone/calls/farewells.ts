import { SessionState, type Session } from 'sip.js'
import type { Clock } from '../signalling/clock.ts'
import { goodBye, type GoodBye } from './good-bye.ts'

/** How long a BYE may wait for its answer before nothing more is expected of it (64·T1 and some); milliseconds. */
const forgottenAfter = 40_000

/** Steps that wait for the exchange, and good-byes whose arrival nobody has confirmed yet: a BYE into a dead socket is lost. */
export class Farewells {
  readonly #clock: Clock
  readonly #underWay = new Set<GoodBye>()
  #later: { readonly since: number; readonly step: () => void }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Since when each step has been waiting; milliseconds since 1970. */
  waitingSince(): number[] {
    return this.#later.map((one) => one.since)
  }

  whenConnected(step: () => void): void {
    this.#later.push({ since: this.#clock.now(), step })
  }

  /** Sends BYE and sees to it that it arrives. */
  say(session: Session): void {
    if (session.state !== SessionState.Established) return
    const saying = goodBye(session, () => this.#underWay.delete(saying))
    this.#underWay.add(saying)
    this.#clock.setTimeout(() => this.#underWay.delete(saying), forgottenAfter)
  }

  /** The socket broke: what was not answered is said once more over the next one. */
  lost(): void {
    for (const one of this.#underWay) this.whenConnected(() => one.again())
    this.#underWay.clear()
  }

  restored(): void {
    for (const { step } of this.#later.splice(0)) step()
  }

  forget(): void {
    this.#later = []
  }
}
