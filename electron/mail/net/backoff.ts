/**
 * Waiting times between tries without end: 1 s doubling up to 5 min, full jitter above half (so that a hundred desks do not come back at
 * one moment). `reset` after a minute of health begins anew.
 */
export interface Backoff {
  /** Milliseconds to wait before the next try. */
  next(): number
  reset(): void
}

/** @param random in [0, 1); @param most longest wait, ms. */
export function makeBackoff(random: () => number, first = 1000, most = 5 * 60_000): Backoff {
  let tries = 0
  return {
    next() {
      const whole = Math.min(most, first * 2 ** Math.min(tries++, 20))
      return Math.round(whole / 2 + (whole / 2) * random())
    },
    reset() {
      tries = 0
    },
  }
}
