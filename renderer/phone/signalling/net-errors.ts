import type { Clock } from './clock.ts'

/** How long what was found out explains a failed connection; milliseconds. */
const freshFor = 10_000

/**
 * A page is not told why its WebSocket failed; main finds out and says so a moment later. Remembers the last word on each server.
 */
export function netErrors(clock: Clock): { heard(url: string, error: string): void; of(server: string): string | undefined } {
  const last = new Map<string, { error: string; at: number }>()
  return {
    heard(url, error) {
      if (last.size > 50) last.clear()
      last.set(key(url), { error: error.slice(0, 100), at: clock.now() })
    },
    of(server) {
      const entry = last.get(key(server))
      return entry && clock.now() - entry.at < freshFor ? entry.error : undefined
    },
  }
}

function key(url: string): string {
  try {
    return new URL(url).href
  } catch {
    return url
  }
}
