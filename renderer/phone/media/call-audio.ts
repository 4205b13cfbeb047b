import type { Loudspeaker } from './phone-sdh.ts'
import { useSink } from './sink.ts'

/** All loudspeakers of running calls, so that a change of device reaches them. */
export class CallAudio {
  readonly #open = new Set<HTMLAudioElement>()
  #deviceId: string | null = null

  /** One audio element a call: shared ones lose their sound with the first hang-up. */
  speaker(): Loudspeaker {
    const element = new Audio()
    element.autoplay = true
    this.#open.add(element)
    return {
      attach: (stream) => {
        if (element.srcObject !== stream) element.srcObject = stream
        void useSink(element, this.#deviceId).then(() => element.play().catch(() => {}))
      },
      silence: (silent) => void (element.muted = silent),
      close: () => {
        this.#open.delete(element)
        element.pause()
        // Trap: a kept srcObject keeps the whole call in memory.
        element.srcObject = null
      },
    }
  }

  /** A loudspeaker is there again after there was none: what played into nothing stays silent until it is begun anew. */
  revive(): void {
    for (const element of this.#open) {
      const stream = element.srcObject
      element.srcObject = null
      element.srcObject = stream
      void useSink(element, this.#deviceId).then(() => element.play().catch(() => {}))
    }
  }

  async select(deviceId: string | null): Promise<void> {
    this.#deviceId = deviceId
    await Promise.all([...this.#open].map((element) => useSink(element, deviceId)))
  }
}
