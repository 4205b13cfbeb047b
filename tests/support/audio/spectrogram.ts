import { AUDIBLE } from './loudness.ts'
import { resample, type Sound } from './wav.ts'

const RATE = 8000
const WINDOW = 256
const HOP = 80
/** Bands of a frame. */
export const BANDS = 18
const LOW_HZ = 200
const HIGH_HZ = 3400

/** Frames a second of a {@link Spectrogram}. */
export const FRAMES_PER_SECOND = RATE / HOP

/** What a telephone keeps of a voice: log energy in {@link BANDS} bands from 200 to 3400 Hz, every 10 ms. */
export type Spectrogram = { readonly frames: readonly Float32Array[]; readonly loud: readonly boolean[] }

/**
 * Computes a spectrogram that codecs, gain and small shifts leave alone: each frame is relative to its own mean, so only the
 * shape of the spectrum counts.
 * @param sound any sound; it is brought to 8 kHz
 */
export function spectrogram(sound: Sound): Spectrogram {
  const { samples } = resample(sound, RATE)
  const frames: Float32Array[] = []
  const loud: boolean[] = []
  for (let at = 0; at + WINDOW <= samples.length; at += HOP) {
    const window = samples.subarray(at, at + WINDOW)
    frames.push(bands(power(window)))
    loud.push(Math.sqrt(window.reduce((sum, sample) => sum + sample * sample, 0) / WINDOW) > AUDIBLE)
  }
  return { frames, loud }
}

const HANN = Float32Array.from({ length: WINDOW }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (WINDOW - 1)))

/** Power spectrum by a radix-2 FFT (Cooley and Tukey), bins 0 … WINDOW/2. */
function power(window: Float32Array): Float32Array {
  const re = window.map((sample, n) => sample * HANN[n]!)
  const im = new Float32Array(WINDOW)
  reverseBits(re)
  for (let size = 2; size <= WINDOW; size *= 2) butterflies(re, im, size)
  return re.slice(0, WINDOW / 2).map((value, bin) => value * value + im[bin]! * im[bin]!)
}

function reverseBits(values: Float32Array): void {
  for (let i = 1, j = 0; i < WINDOW; i++) {
    let bit = WINDOW >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) [values[i], values[j]] = [values[j]!, values[i]!]
  }
}

function butterflies(re: Float32Array, im: Float32Array, size: number): void {
  const half = size / 2
  for (let k = 0; k < half; k++) {
    const cos = Math.cos((-2 * Math.PI * k) / size)
    const sin = Math.sin((-2 * Math.PI * k) / size)
    for (let top = k; top < WINDOW; top += size) {
      const low = top + half
      const r = re[low]! * cos - im[low]! * sin
      const i = re[low]! * sin + im[low]! * cos
      re[low] = re[top]! - r
      im[low] = im[top]! - i
      re[top]! += r
      im[top]! += i
    }
  }
}

function bands(spectrum: Float32Array): Float32Array {
  const edge = (band: number): number => (LOW_HZ * (HIGH_HZ / LOW_HZ) ** (band / BANDS) * WINDOW) / RATE
  const energies = Float32Array.from({ length: BANDS }, (_, band) => {
    const first = Math.floor(edge(band))
    const last = Math.max(first + 1, Math.floor(edge(band + 1)))
    let sum = 0
    for (let bin = first; bin < last; bin++) sum += spectrum[bin]!
    return Math.log10(sum / (last - first) + 1e-6)
  })
  const average = energies.reduce((sum, value) => sum + value, 0) / BANDS
  return energies.map((value) => value - average)
}
