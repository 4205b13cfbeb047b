/** Shortest and longest wait, and the pace while a call waits for its signalling; milliseconds. */
export const backOffLimits = { first: 250, longest: 30_000, duringCall: 1_000, duringCallFor: 60_000 } as const

/**
 * How long to wait before the next try. Full jitter (a random share of an exponentially growing bound), so that the phones of a
 * whole floor do not come back in step; never less than a tenth of the bound, so that no dice make a busy loop.
 * @param attempt 0 for the first wait
 * @param callLostForMs how long a call has been without signalling; null when none is
 * @param random 0 ≤ random < 1
 * @returns milliseconds
 */
export function backOff(attempt: number, callLostForMs: number | null, random: number): number {
  if (callLostForMs !== null && callLostForMs < backOffLimits.duringCallFor) return backOffLimits.duringCall * (0.75 + random / 2)
  const bound = Math.min(backOffLimits.longest, backOffLimits.first * 2 ** Math.min(attempt, 20))
  return bound * (0.1 + 0.9 * random)
}

/**
 * Seconds of a Retry-After header (RFC 3261 §20.33: number, optional comment and parameters), at most an hour.
 * @returns milliseconds, null when absent or malformed
 */
export function retryAfterMs(header: string | undefined): number | null {
  const seconds = /^\s*(\d{1,9})(?=[\s;(]|$)/.exec(header ?? '')?.[1]
  return seconds === undefined ? null : Math.min(Number(seconds), 3600) * 1000
}
