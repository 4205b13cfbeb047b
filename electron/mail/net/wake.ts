/** Something to wait for that can be woken: a bell remembered until somebody waits. */
export interface Wake {
  ring(): void
  /** Resolves with true when rung (also before the call), false after `ms`, true at once when `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>
}

export function makeWake(): Wake {
  let rung = false
  let resume: (() => void) | null = null
  return {
    ring() {
      rung = true
      resume?.()
    },
    wait(ms, signal) {
      return new Promise((resolve) => {
        const end = (woken: boolean): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onWake)
          resume = null
          rung = false
          resolve(woken)
        }
        const onWake = (): void => end(true)
        const timer = setTimeout(() => end(false), Math.max(0, Math.min(ms, 2 ** 31 - 1)))
        signal.addEventListener('abort', onWake, { once: true })
        resume = onWake
        if (rung || signal.aborted) end(true)
      })
    },
  }
}
