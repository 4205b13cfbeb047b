import { later } from './places.tsx'

/** Fetches what the first picture did without, one part in each idle moment, so that nobody who types waits for it. Returns how to stop. */
export function fetchWhenIdle(): () => void {
  let idle = 0
  const from = (index: number): void => {
    const fetch = later[index]
    if (!fetch) return
    // A part that cannot be had now is asked for again by the place that needs it, and its boundary says so.
    idle = requestIdleCallback(() => void fetch().finally(() => from(index + 1)), { timeout: 4000 })
  }
  from(0)
  return () => cancelIdleCallback(idle)
}
