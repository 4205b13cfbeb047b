import type { Clock } from '../signalling/clock.ts'

/** How often a new path is asked for, and the pause between; milliseconds. */
const tries = { most: 3, pause: 10_000 } as const

export interface PathParts {
  readonly clock: Clock
  /** The call is up and its exchange can be reached. */
  readonly able: () => boolean
  readonly broken: () => boolean
  readonly renew: () => Promise<void>
  readonly giveUp: () => void
}

/**
 * The path of the sound is lost: asks for a new one, three times at most, ten seconds apart, then gives the call up.
 * @returns to be told whether the path is there
 */
export function soundPath(parts: PathParts): (up: boolean) => void {
  let restarts = 0
  let restarting = false
  const path = (up: boolean): void => {
    if (up) restarts = 0
    if (up || restarting || !parts.able()) return
    if (++restarts > tries.most) return parts.giveUp()
    restarting = true
    const again = (): void => {
      restarting = false
      if (parts.broken()) path(false)
    }
    void parts.renew().finally(() => parts.clock.setTimeout(again, tries.pause))
  }
  return path
}
