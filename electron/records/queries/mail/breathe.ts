/**
 * Lets the process do what waits, for instance look up who calls, in the middle of a long transaction: reads have a connection of their own,
 * but SQLite answers at once, so that a long row of statements would otherwise never let go of the thread.
 */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
