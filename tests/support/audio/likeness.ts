import { FRAMES_PER_SECOND, spectrogram, type Spectrogram } from './spectrogram.ts'
import type { Sound } from './wav.ts'

/**
 * From here on a recording counts as the voice it is compared with. Measured with espeak-ng voices through G.711, 9 dB quieter:
 * the same voice saying the same words 0.98, with loud noise 0.84; another voice saying the same words 0.66, anybody saying other
 * words at most 0.55, tones 0.46, noise and silence 0 (tests/lab/voices.test.ts keeps these apart).
 */
export const SAME_VOICE = 0.75

const CHUNK_S = 1.5

/**
 * How much of what a recording holds is the given voice: every stretch of 1.5 s in which somebody speaks is searched for in the
 * source by cross-correlating their spectrograms; the result is the middle one of these best matches.
 * @param source the voice as it was fed in
 * @param recording what arrived at the other side
 * @returns 1 for the very same sound, about 0.5 for somebody else, 0 when nobody speaks
 */
export function likeness(source: Sound, recording: Sound): number {
  const whole = spectrogram(source)
  const matches = spokenChunks(spectrogram(recording)).map((chunk) => bestMatch(chunk, whole))
  return matches.toSorted((a, b) => a - b)[Math.floor(matches.length / 2)] ?? 0
}

/** Seconds of a recording in which somebody is audible. */
export function spokenSeconds(recording: Sound): number {
  return spectrogram(recording).loud.filter(Boolean).length / FRAMES_PER_SECOND
}

function spokenChunks({ frames, loud }: Spectrogram): Float32Array[][] {
  const length = CHUNK_S * FRAMES_PER_SECOND
  const chunks: Float32Array[][] = []
  for (let at = 0; at + length <= frames.length; at += length) {
    if (loud.slice(at, at + length).filter(Boolean).length > length / 2) chunks.push(frames.slice(at, at + length))
  }
  return chunks
}

function bestMatch(chunk: readonly Float32Array[], { frames }: Spectrogram): number {
  let best = 0
  for (let shift = 0; shift + chunk.length <= frames.length; shift++) best = Math.max(best, correlation(chunk, frames, shift))
  return best
}

/** Normalised correlation of a chunk with the source at a shift; frames have mean zero already. */
function correlation(chunk: readonly Float32Array[], frames: readonly Float32Array[], shift: number): number {
  let both = 0
  let one = 0
  let other = 0
  for (let index = 0; index < chunk.length; index++) {
    const a = chunk[index]!
    const b = frames[shift + index]!
    for (let band = 0; band < a.length; band++) {
      both += a[band]! * b[band]!
      one += a[band]! * a[band]!
      other += b[band]! * b[band]!
    }
  }
  return one === 0 || other === 0 ? 0 : both / Math.sqrt(one * other)
}
