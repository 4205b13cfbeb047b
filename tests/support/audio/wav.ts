import { readFileSync } from 'node:fs'

/** Mono sound: samples between -1 and 1 at `rate` samples a second. */
export type Sound = { readonly rate: number; readonly samples: Float32Array }

/**
 * Reads a PCM WAV file of 16 bits (RIFF/WAVE); several channels are mixed to one, or one of them is taken. The data of a recording whose writer was cut
 * off (length 0 or too long in the header) reaches to the end of the file.
 * @param file path
 * @param side the channel to take, 0 being the left one
 * @throws when the file is no such WAV
 */
export function readWav(file: string, side?: number): Sound {
  const bytes = readFileSync(file)
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error(`${file} is no WAV`)
  let channels = 1
  let rate = 8000
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    if (id === 'fmt ') {
      channels = bytes.readUInt16LE(at + 10)
      rate = bytes.readUInt32LE(at + 12)
      if (bytes.readUInt16LE(at + 22) !== 16) throw new Error(`${file} is not 16 bits`)
    }
    if (id === 'data')
      return { rate, samples: samplesOf(bytes.subarray(at + 8, length === 0 ? undefined : at + 8 + length), channels, side) }
    at += 8 + length + (length % 2)
  }
  throw new Error(`${file} holds no sound`)
}

function samplesOf(data: Buffer, channels: number, side?: number): Float32Array {
  const samples = new Float32Array(Math.floor(data.length / 2 / channels))
  for (let index = 0; index < samples.length; index++) {
    const at = (channel: number): number => data.readInt16LE((index * channels + channel) * 2)
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += at(channel)
    samples[index] = (side === undefined ? sum / channels : at(side)) / 32_768
  }
  return samples
}

/**
 * Changes the sampling rate by averaging (down) or linear interpolation (up): enough for comparing, not for listening.
 * @param sound any sound
 * @param rate wanted samples a second
 */
export function resample(sound: Sound, rate: number): Sound {
  if (sound.rate === rate) return sound
  const step = sound.rate / rate
  const samples = new Float32Array(Math.floor(sound.samples.length / step))
  for (let index = 0; index < samples.length; index++)
    samples[index] = step > 1 ? mean(sound.samples, index * step, step) : between(sound.samples, index * step)
  return { rate, samples }
}

function mean(samples: Float32Array, from: number, length: number): number {
  const last = Math.min(samples.length, Math.floor(from + length))
  let sum = 0
  for (let at = Math.floor(from); at < last; at++) sum += samples[at]!
  return sum / Math.max(1, last - Math.floor(from))
}

function between(samples: Float32Array, at: number): number {
  const low = Math.floor(at)
  const next = samples[Math.min(low + 1, samples.length - 1)]!
  return samples[low]! + (next - samples[low]!) * (at - low)
}

/** A stretch of a sound, in seconds. */
export const cut = ({ rate, samples }: Sound, from: number, to = Infinity): Sound => ({
  rate,
  samples: samples.slice(Math.round(from * rate), to === Infinity ? undefined : Math.round(to * rate)),
})
