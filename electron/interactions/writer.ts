import type { Tracked } from '#shared/domain/interaction-machine.ts'
import { ok, type Result } from '#shared/contract/result.ts'

export type Put = (tracked: Tracked) => Promise<Result<null>>

const retryMs = 1000

/**
 * Writes the newest state of each interaction, one write at a time for each, repeating until it is on disk. A state that was
 * overtaken is not written: the next one holds all of it.
 */
export function writer(put: Put): {
  put(tracked: Tracked): void
  settled(id: string): Promise<Result<null>>
  flush(): Promise<void>
} {
  interface Slot {
    next: Tracked | null
    running: Promise<Result<null>> | null
  }
  const slots = new Map<string, Slot>()

  const run = async (id: string, slot: Slot): Promise<Result<null>> => {
    let last: Result<null> = ok(null)
    for (;;) {
      const { next } = slot
      if (next === null) break
      slot.next = null
      last = await put(next)
      if (last.ok) continue
      slot.next ??= next
      if (!last.error.retryable) break
      await new Promise((done) => setTimeout(done, retryMs))
    }
    slot.running = null
    if (slot.next === null) slots.delete(id)
    return last
  }

  const start = (id: string, slot: Slot): Promise<Result<null>> => (slot.running ??= run(id, slot))

  return {
    put(tracked) {
      const { id } = tracked.interaction
      const slot = slots.get(id) ?? { next: null, running: null }
      slots.set(id, slot)
      slot.next = tracked
      void start(id, slot)
    },
    async settled(id) {
      const slot = slots.get(id)
      return slot ? start(id, slot) : ok(null)
    },
    async flush() {
      await Promise.all([...slots].map(([id, slot]) => start(id, slot)))
    },
  }
}
