import type { Scenario } from '#shared/practice/scenario.ts'
import { leastOf } from './progress.ts'

/**
 * Milliseconds from a free line to the next customer: a moment to look around or at the last sheet goes before every call; whose turn it
 * is by themselves leaves more, but for the first of a start.
 */
export const turnPace = { look: 3000, between: 45_000 } as const

/** A customer who calls by themselves, and when; milliseconds of one clock. */
export interface Turn {
  readonly scenario: Scenario
  readonly at: number
}

/**
 * Who calls next by themselves: whoever was not answered calls again after their time, a few times, whoever else is served meanwhile;
 * while nobody waits so, it is the turn of the one who was here least.
 */
export class Turns {
  #waiting: readonly Turn[] = []
  readonly #triesLeft = new Map<string, number>()
  #turn: Turn | null = null
  /** Somebody has called since the start. */
  #begun = false

  next(): Turn | null {
    return this.#waiting[0] ?? this.#turn
  }

  /** Who calls now, on a line that is free since then. */
  due(now: number, freeSince: number): Scenario | null {
    const next = this.next()
    return next && now >= Math.max(next.at, freeSince + turnPace.look) ? next.scenario : null
  }

  /** The line is free: somebody's turn is set unless one is. Answers whether there is news. */
  plan(callers: readonly Scenario[], calls: Readonly<Record<string, number>>, now: number): boolean {
    const caller = this.next() ? null : leastOf(callers, calls)
    if (!caller) return false
    this.#turn = { scenario: caller, at: now + (this.#begun ? turnPace.between : turnPace.look) }
    return true
  }

  /** Somebody calls now: nobody's turn is set any more, and this customer need not call again. */
  begun(scenario: Scenario): void {
    this.#begun = true
    this.#turn = null
    this.#forget(scenario)
  }

  /** The agent and this customer have talked, whoever called. */
  talked(scenario: Scenario): void {
    this.#triesLeft.delete(scenario.id)
    this.#forget(scenario)
  }

  /** Nobody answered. Answers false when this customer has tried often enough and gives up. */
  missed(scenario: Scenario, now: number): boolean {
    const { after = 20, times = 0 } = scenario.call?.callBack ?? {}
    const left = this.#triesLeft.get(scenario.id) ?? times
    if (left === 0) {
      this.#triesLeft.delete(scenario.id)
      return false
    }
    this.#triesLeft.set(scenario.id, left - 1)
    this.#waiting = [...this.#waiting, { scenario, at: now + after * 1000 }].toSorted((a, b) => a.at - b.at)
    return true
  }

  /** Nobody's turn is set any more; those who were not answered still wait. */
  pause(): void {
    this.#turn = null
  }

  #forget({ id }: Scenario): void {
    this.#waiting = this.#waiting.filter(({ scenario }) => scenario.id !== id)
  }
}
