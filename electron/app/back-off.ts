/** How long to wait before the next restart, milliseconds: at once, then doubling from a quarter second to half a minute. */
export function restartDelay(restartsInARow: number): number {
  return restartsInARow === 0 ? 0 : Math.min(30_000, 250 * 2 ** (restartsInARow - 1))
}

/** A process that ran this long was healthy: the next crash starts counting anew. */
export const healthyMs = 60_000
