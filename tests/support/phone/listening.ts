import type { Page } from '@playwright/test'
import type { Sound } from '../audio/wav.ts'

/** What reached the agent's ear: the sound of the call that is not silenced, as its audio element would play it. */
export interface Listening {
  /** Sound since the last `take`, nothing while the element is muted (silence in its place). */
  take(): Promise<Sound>
  /** The same, each call's sound for itself: where several are heard at once. */
  takeEach(): Promise<Sound[]>
  /** When the first sound above a whisper came, milliseconds since 1970; null when none has come yet. */
  firstSoundAt(): Promise<number | null>
  reset(): Promise<void>
}

/**
 * Listens at the page's audio elements (they are not in the document): from now on every stream given to one is recorded through an
 * audio worklet's older brother, which needs no module file and so no hole in the page's policy.
 * @param frames how many samples (16 kHz) it is given at once, a power of two: 256 (16 ms) tell when a sound came, but a busy page
 *   misses some of them; with 4096 it has a quarter of a second for each, and what was heard is whole
 */
export async function listenAt(page: Page, frames = 256): Promise<Listening> {
  await page.evaluate((length) => {
    const found = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')
    const ear = { chunks: [] as { line: number; samples: number[] }[], lines: 0, rate: 16000, first: null as number | null }
    const playing = new Set<HTMLMediaElement>()
    Object.assign(window, { ear })
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      configurable: true,
      get(this: HTMLMediaElement) {
        return found?.get?.call(this) as unknown
      },
      set(this: HTMLMediaElement, stream: MediaStream | null) {
        found?.set?.call(this, stream)
        if (!stream) {
          playing.delete(this)
          return
        }
        playing.add(this)
        const line = ear.lines++
        const context = new AudioContext({ sampleRate: ear.rate, sinkId: { type: 'none' } } as AudioContextOptions)
        const tap = context.createScriptProcessor(length, 1, 1)
        context.createMediaStreamSource(stream).connect(tap)
        tap.connect(context.destination)
        tap.onaudioprocess = (event) => {
          if (this.srcObject !== stream) return void (context.state === 'closed' || context.close().catch(() => {}))
          // The silence of a held call is not heard beside the call that is talked.
          if (this.muted && [...playing].some((other) => other !== this && !other.muted)) return
          const samples = this.muted ? new Float32Array(length) : event.inputBuffer.getChannelData(0)
          if (ear.first === null && samples.some((one) => Math.abs(one) > 0.01))
            ear.first = performance.timeOrigin + performance.now()
          ear.chunks.push({ line, samples: Array.from(samples) })
        }
      },
    })
  }, frames)
  return {
    async take() {
      const { rate, samples } = await page.evaluate(() => {
        const { ear } = window as unknown as { ear: { chunks: { samples: number[] }[]; rate: number } }
        return { rate: ear.rate, samples: ear.chunks.splice(0).flatMap((chunk) => chunk.samples) }
      })
      return { rate, samples: Float32Array.from(samples) }
    },
    async takeEach() {
      const { rate, lines } = await page.evaluate(() => {
        const { ear } = window as unknown as { ear: { chunks: { line: number; samples: number[] }[]; rate: number } }
        const all = ear.chunks.splice(0)
        const each = [...new Set(all.map((chunk) => chunk.line))]
        return {
          rate: ear.rate,
          lines: each.map((line) => all.filter((one) => one.line === line).flatMap((one) => one.samples)),
        }
      })
      return lines.map((samples) => ({ rate, samples: Float32Array.from(samples) }))
    },
    firstSoundAt: () => page.evaluate(() => (window as unknown as { ear: { first: number | null } }).ear.first),
    reset: () =>
      page.evaluate(() => {
        const { ear } = window as unknown as { ear: { chunks: unknown[]; first: number | null } }
        ear.chunks = []
        ear.first = null
      }),
  }
}
