import type { Changes } from '../database/changes.ts'
import type { Store, Writer } from '../database/store.ts'

/** How long one of many transactions goes on. Others wait for it and its flush: a fifth of a second at most, also on a slow machine. Milliseconds. */
const longest = 40

/** Lets other calls be answered; throws to end the work, and the transaction under way is rolled back. */
export type Breathe = () => Promise<void>

/** Gives the loop one turn. */
export const turn: Breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Does much work in many short transactions, with other writes in between as they come.
 * @param step a few milliseconds of it; answers how much it did, 0 when nothing is left
 */
export async function inChunks(
  store: Store,
  breathe: Breathe,
  step: (tx: Writer, changes: Changes) => Promise<number>,
): Promise<void> {
  for (let more = true; more;) {
    await store.write(async (tx, changes) => {
      const began = performance.now()
      do {
        more = (await step(tx, changes)) > 0
        await breathe()
      } while (more && performance.now() - began < longest)
    })
  }
}
