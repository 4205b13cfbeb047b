import type { z } from 'zod'
import type { phoneEvents } from '#shared/contract/phone.ts'
import { raise } from '#shared/contract/result.ts'
import type { Call } from '#shared/domain/call.ts'
import type { CallMedia } from '../calls/call-media.ts'
import type { CallRecorder } from './call-recorder.ts'

export interface RecordersParts {
  readonly media: (callId: string) => CallMedia | null
  readonly tell: (piece: z.input<(typeof phoneEvents)['recorded']>) => void
}

interface Running {
  readonly recordingId: string
  recorder: CallRecorder | null
  paused: boolean
  over: boolean
}

/** The recorders of calls. What makes them work is loaded with the first call that is recorded. */
export class Recorders {
  readonly #parts: RecordersParts
  readonly #running = new Map<string, Running>()

  constructor(parts: RecordersParts) {
    this.#parts = parts
  }

  /** Begins to record a call, or takes over whether it is paused. @throws Failure when the call is over */
  async record(callId: string, recordingId: string, paused: boolean): Promise<void> {
    const known = this.#running.get(callId)
    if (known) {
      known.paused = paused
      known.recorder?.pause(paused)
      return
    }
    const media = this.#parts.media(callId) ?? raise('not_found', 'error.call.gone')
    const running: Running = { recordingId, recorder: null, paused, over: false }
    this.#running.set(callId, running)
    const tell = (sound: Uint8Array<ArrayBuffer>, more: { last: boolean; failed: boolean }): void =>
      this.#parts.tell({ recordingId, sound, ...more })
    try {
      const { CallRecorder } = await import('./call-recorder.ts')
      if (running.over) return tell(new Uint8Array(), { last: true, failed: false })
      running.recorder = new CallRecorder(media, tell)
      running.recorder.pause(running.paused)
    } catch (thrown) {
      this.#running.delete(callId)
      throw thrown
    }
  }

  /** Nothing of the call may be listened to by anything now. */
  paused(callId: string): boolean {
    return this.#running.get(callId)?.paused === true
  }

  follow({ callId, phase }: Call): void {
    const running = phase === 'ended' ? this.#running.get(callId) : undefined
    if (!running) return
    running.over = true
    this.#running.delete(callId)
    running.recorder?.stop()
  }
}
