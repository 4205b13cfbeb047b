/** Whoever ran this long was healthy: the crash that ends it begins a new row. */
const healthyMs = 60_000
const shortestMs = 250
const longestMs = 30_000

export interface AfterCrash {
  /** Crashes in a row now, to be given back at the next one. */
  readonly inARow: number
  /** How long to wait before the restart, milliseconds. */
  readonly waitMs: number
}

/**
 * What follows a crash: at once after healthy times, else waiting from a quarter second on, doubling up to half a minute.
 * @param inARow crashes in a row so far, 0 at the start
 * @param ranMs how long it had run when it crashed
 * @param atOnce how many crashes of a row are mended without a wait: a process is allowed one, a page that has just been loaded none
 */
export function afterCrash(inARow: number, ranMs: number, atOnce = 0): AfterCrash {
  const now = ranMs > healthyMs ? 0 : inARow + 1
  const waited = Math.max(0, now - atOnce)
  return { inARow: now, waitMs: waited === 0 ? 0 : Math.min(longestMs, shortestMs * 2 ** (waited - 1)) }
}
