import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import { ok, type Result } from '#shared/contract/result.ts'

const retryMs = 1000
const batch = 200

/** Writes the newest state of each moment, in the order in which they changed, repeating until it is on disk. */
export function eventWriter(put: (events: StoredCueEvent[]) => Promise<Result<null>>) {
  const waiting = new Map<string, StoredCueEvent>()
  let running: Promise<Result<null>> | null = null

  const run = async (): Promise<Result<null>> => {
    let last: Result<null> = ok(null)
    while (waiting.size > 0) {
      const events = [...waiting.values()].slice(0, batch)
      last = await put(events)
      if (last.ok) {
        for (const event of events) if (waiting.get(event.id) === event) waiting.delete(event.id)
        continue
      }
      if (!last.error.retryable) break
      await new Promise((done) => setTimeout(done, retryMs))
    }
    running = null
    return last
  }
  const flush = (): Promise<Result<null>> => (waiting.size === 0 ? Promise.resolve(ok(null)) : (running ??= run()))
  return {
    put: (event: StoredCueEvent): void => {
      waiting.set(event.id, event)
      void flush()
    },
    /** Resolves when all that was put is on disk, or says why it is not. */
    flush,
  }
}
