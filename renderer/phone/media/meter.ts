import type { Microphone } from './microphone.ts'

/** A peak ten times a second. */
const everyMs = 100

/** Greatest absolute sample, at most 1. */
export function peak(samples: Float32Array): number {
  let most = 0
  for (const one of samples) most = Math.max(most, Math.abs(one))
  return Math.min(1, most)
}

/** Tells the loudness of the microphone while on; opens it for that and lets it go after. */
export class Meter {
  readonly #microphone: Microphone
  readonly #tell: (level: number) => void
  #wanted = false
  #stop: (() => void) | null = null

  constructor(microphone: Microphone, tell: (level: number) => void) {
    this.#microphone = microphone
    this.#tell = tell
  }

  /** @throws Failure when the microphone cannot be opened */
  async set(on: boolean): Promise<void> {
    this.#wanted = on
    if (!on) {
      this.#stop?.()
      this.#stop = null
      return
    }
    if (this.#stop) return
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 8192 })
    let source: MediaStreamAudioSourceNode | null = null
    let track: MediaStreamTrack | null = null
    const listen = (fresh: MediaStreamTrack): void => {
      track = fresh
      source?.disconnect()
      source = context.createMediaStreamSource(new MediaStream([fresh]))
      source.connect(analyser)
    }
    const close = (): void => {
      if (track) this.#microphone.release(track)
      void context.close()
    }
    this.#stop = close
    try {
      listen(await this.#microphone.open(listen))
    } catch (thrown) {
      this.#stop = null
      void context.close()
      throw thrown
    }
    if (!this.#wanted) return close()
    const samples = new Float32Array(Math.min(analyser.fftSize, Math.round((context.sampleRate * everyMs) / 1000)))
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      this.#tell(peak(samples))
    }, everyMs)
    this.#stop = () => {
      clearInterval(timer)
      close()
    }
  }
}
