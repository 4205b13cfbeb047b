import type { Pipe } from '#shared/contract/rpc.ts'

declare global {
  interface Window {
    /** Exposed by `electron/preload/practice.ts`: messages only, no channel names, no event objects. */
    readonly courtesyPractice?: { post(message: unknown): void; listen(listener: (message: unknown) => void): () => void }
  }
}

/** The pipe to main; throws when the page was opened by anything else than Courtesy. */
export function mainPipe(): Pipe {
  const bridge = window.courtesyPractice
  if (!bridge) throw new Error('the practice window runs inside Courtesy only')
  return { post: (message) => bridge.post(message), listen: (listener) => bridge.listen(listener) }
}
