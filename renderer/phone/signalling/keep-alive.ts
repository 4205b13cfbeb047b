import type { Clock } from './clock.ts'

/** CRLF pings (RFC 5626 §3.5.1): every `everyMs`; a server that has answered one must answer the next within `withinMs`. */
export const keepAliveTimes = { everyMs: 15_000, withinMs: 10_000 } as const

/**
 * Keeps one socket's path open. A missing pong proves nothing for servers that never send any (most WebSocket ones), so
 * `silent` is called only after a pong was seen once; otherwise OPTIONS decides (`probe.ts`).
 */
export function keepAlive(send: (text: string) => void, silent: () => void, clock: Clock): { pong(): void; stop(): void } {
  let answers = false
  let stopped = false
  let deadline: unknown
  let timer: unknown
  const next = (): void => {
    timer = clock.setTimeout(() => {
      if (stopped) return
      send('\r\n\r\n')
      if (answers) deadline = clock.setTimeout(() => !stopped && silent(), keepAliveTimes.withinMs)
      next()
    }, keepAliveTimes.everyMs)
  }
  next()
  return {
    pong() {
      answers = true
      clock.clearTimeout(deadline)
    },
    stop() {
      stopped = true
      clock.clearTimeout(timer)
      clock.clearTimeout(deadline)
    },
  }
}
