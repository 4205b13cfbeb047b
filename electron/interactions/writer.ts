import type { Tracked } from '#shared/domain/interaction-machine.ts'
import { ok, type Result } from '#shared/contract/result.ts'

export type Put = (tracked: Tracked) => Promise<Result<null>>

const retryMs = 1000

/**
 * Writes the newest state of each interaction, one write at a time for each, repeating until it is on disk. A state that was
 * overtaken is not written: the next one holds all of it.
 *
 * `settled` answers when it is on disk; a fault that passes by itself (records starting again) is waited out. A fault only a person can
 * mend (a full disk) is answered at once, and the writing is tried on and on all the same.
 */
export function writer(put: Put): {
  put(tracked: Tracked): void
  settled(id: string): Promise<Result<null>>
  flush(): Promise<void>
} {
  interface Slot {
    next: Tracked | null
    running: Promise<Result<null>> | null
    /** Told of the next fault of the disk. */
    asking: ((fault: Result<null>) => void)[]
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
      if (last.error.kind === 'storage') for (const tell of slot.asking.splice(0)) tell(last)
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
      const slot = slots.get(id) ?? { next: null, running: null, asking: [] }
      slots.set(id, slot)
      slot.next = tracked
      void start(id, slot)
    },
    async settled(id) {
      const slot = slots.get(id)
      if (!slot) return ok(null)
      return Promise.race([start(id, slot), new Promise<Result<null>>((resolve) => slot.asking.push(resolve))])
    },
    async flush() {
      await Promise.all([...slots].map(([id, slot]) => start(id, slot)))
    },
  }
}
