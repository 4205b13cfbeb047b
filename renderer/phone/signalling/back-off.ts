/**
 * Shortest and longest wait, the longest one while a line that was steady has been away for less than `soonFor`, and the pace while a
 * call waits for its signalling; milliseconds. An exchange that is restarted is back within two minutes, and then every second counts.
 */
export const backOffLimits = {
  first: 250,
  longest: 30_000,
  soon: 2_500,
  soonFor: 120_000,
  duringCall: 1_000,
  duringCallFor: 60_000,
} as const

/**
 * How long to wait before the next try. Full jitter (a random share of an exponentially growing bound), so that the phones of a
 * whole floor do not come back in step; never less than a tenth of the bound, so that no dice make a busy loop.
 * @param attempt 0 for the first wait
 * @param callLostForMs how long a call has been without signalling; null when none is
 * @param random 0 ≤ random < 1
 * @param awayForMs how long a line that was steady has been out of reach; null when it was not, or somebody there refused
 * @returns milliseconds
 */
export function backOff(attempt: number, callLostForMs: number | null, random: number, awayForMs: number | null = null): number {
  if (callLostForMs !== null && callLostForMs < backOffLimits.duringCallFor) return backOffLimits.duringCall * (0.75 + random / 2)
  const longest = awayForMs !== null && awayForMs < backOffLimits.soonFor ? backOffLimits.soon : backOffLimits.longest
  const bound = Math.min(longest, backOffLimits.first * 2 ** Math.min(attempt, 20))
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
