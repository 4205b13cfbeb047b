import type { Sound } from './wav.ts'

/** Root mean square from which somebody is audible: -40 dB of full scale. */
export const AUDIBLE = 0.01

/** Below this (dB of full scale) a line is silent: comfort noise and the rounding of G.711 stay under it. */
export const SILENT_DB = -54

/**
 * Loudness of a stretch of sound.
 * @param fromS start in seconds
 * @param toS end in seconds, by default the end of the sound
 * @returns root mean square in dB of full scale; -120 for digital silence
 */
export function loudness({ rate, samples }: Sound, fromS = 0, toS = Infinity): number {
  const part = samples.subarray(Math.round(fromS * rate), Math.min(samples.length, Math.round(toS * rate)))
  const power = part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length)
  return power <= 1e-12 ? -120 : 10 * Math.log10(power)
}

/** Loudness of the loudest tenth of a second, in dB of full scale: below {@link SILENT_DB} nothing at all was to be heard. */
export function loudestTenth(sound: Sound): number {
  let loudest = -120
  for (let tenth = 0; (tenth + 1) * sound.rate <= sound.samples.length * 10; tenth++)
    loudest = Math.max(loudest, loudness(sound, tenth / 10, (tenth + 1) / 10))
  return loudest
}

/** Length in seconds. */
export const secondsOf = ({ rate, samples }: Sound): number => samples.length / rate
