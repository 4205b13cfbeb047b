/** Time as the phone needs it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as number),
}

/** An instant as the contract writes it. */
export const isoOf = (ms: number): string => new Date(ms).toISOString()
