import type { Clock } from './clock.ts'

/** How long an overheard network error explains a failed connection; milliseconds. */
const freshFor = 3_000
/** How long to wait for main's word: its report and the socket's own error event race. */
const grace = 150

/**
 * A page is not told why its WebSocket failed; main overhears it (`session.webRequest.onErrorOccurred`) and passes it on.
 * Remembers the last error a server.
 */
export function netErrors(clock: Clock): {
  heard(url: string, error: string): void
  of(server: string): string | undefined
  settle(): Promise<void>
} {
  const last = new Map<string, { error: string; at: number }>()
  return {
    heard(url, error) {
      if (last.size > 50) last.clear()
      last.set(key(url), { error: error.slice(0, 100), at: clock.now() })
    },
    of(server) {
      const entry = last.get(key(server))
      return entry && clock.now() - entry.at < freshFor + grace ? entry.error : undefined
    },
    settle: () => new Promise((resolve) => void clock.setTimeout(resolve, grace)),
  }
}

function key(url: string): string {
  try {
    return new URL(url).href
  } catch {
    return url
  }
}
