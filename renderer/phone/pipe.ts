import type { Pipe } from '#shared/contract/rpc.ts'

declare global {
  interface Window {
    /** Exposed by `electron/preload/phone.ts`: messages only, no channel names, no event objects. */
    readonly courtesyPhone?: { post(message: unknown): void; listen(listener: (message: unknown) => void): () => void }
  }
}

/** The pipe to main; throws when the page was opened by anything else than Courtesy. */
export function mainPipe(): Pipe {
  const bridge = window.courtesyPhone
  if (!bridge) throw new Error('the phone window runs inside Courtesy only')
  return { post: (message) => bridge.post(message), listen: (listener) => bridge.listen(listener) }
}
