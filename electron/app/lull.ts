/** A wait for the moment when a burst of something is over. */
export interface Lull {
  /** One of the burst happened. */
  tick(): void
  readonly over: Promise<void>
}

/**
 * @param quietMs `over` comes when there was no tick for so long after the first
 * @param mostMs `over` comes after so long in any case
 */
export function lull(quietMs: number, mostMs: number): Lull {
  const { promise, resolve } = Promise.withResolvers<void>()
  const most = setTimeout(resolve, mostMs)
  let quiet: NodeJS.Timeout | undefined
  void promise.then(() => clearTimeout(most))
  return {
    tick() {
      clearTimeout(quiet)
      quiet = setTimeout(resolve, quietMs)
    },
    over: promise,
  }
}
