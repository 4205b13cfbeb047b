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
  #stop: (() => void) | null = null

  constructor(microphone: Microphone, tell: (level: number) => void) {
    this.#microphone = microphone
    this.#tell = tell
  }

  /** @throws Failure when the microphone cannot be opened */
  async set(on: boolean): Promise<void> {
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
      if (context.state === 'closed') return
      source?.disconnect()
      source = context.createMediaStreamSource(new MediaStream([fresh]))
      source.connect(analyser)
    }
    let timer: ReturnType<typeof setInterval> | null = null
    const close = (): void => {
      if (timer !== null) clearInterval(timer)
      if (track) this.#microphone.release(track)
      track = null
      if (context.state !== 'closed') void context.close()
    }
    this.#stop = close
    try {
      const opened = await this.#microphone.open(listen)
      // Switched off, or off and on again, while the microphone opened: this one is nobody's any more.
      if (this.#stop !== close) return this.#microphone.release(opened)
      listen(opened)
    } catch (thrown) {
      if (this.#stop === close) this.#stop = null
      close()
      throw thrown
    }
    const samples = new Float32Array(Math.min(analyser.fftSize, Math.round((context.sampleRate * everyMs) / 1000)))
    timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      this.#tell(peak(samples))
    }, everyMs)
  }
}
