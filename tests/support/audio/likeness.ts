import { BANDS, FRAMES_PER_SECOND, spectrogram } from './spectrogram.ts'
import type { Sound } from './wav.ts'

/**
 * From here on a recording counts as the voice it is compared with. Measured with espeak-ng voices through Kamailio and rtpengine, at
 * both ends: the voice itself 0.93 to 0.99, and 0.74 at worst with ten programs waiting for each core.
 */
export const SAME_VOICE = 0.7

/** Below it the recording holds other words than the source: measured 0.34 to 0.37. */
export const OTHER_WORDS = 0.5

const PIECE = FRAMES_PER_SECOND

/**
 * How much of what a recording holds is the given voice: every second that begins with speech is laid where it fits best on the source
 * (which may loop), and the middle one of these best matches counts. Only frames in which somebody is audible are compared, each
 * relative to its own mean and each band relative to its mean over the second: pauses, gain, codecs and the colour of a line do not
 * count, and what a busy machine drops or shifts costs a second, not the whole comparison.
 * @param source the voice as it was fed in
 * @param recording what arrived at the other side
 * @returns 1 for the very same sound, about 0.35 for other words, 0 when nobody speaks for a second
 */
export function likeness(source: Sound, recording: Sound): number {
  const whole = Float32Array.from(spectrogram(source).frames.flatMap((frame) => [...frame]))
  const matches = spokenPieces(recording).map((piece) => bestMatch(piece, whole))
  return matches.toSorted((a, b) => a - b)[Math.floor(matches.length / 2)] ?? 0
}

/**
 * How much of given words is somewhere in a recording: the other way round than {@link likeness}. A conversation holds what was said
 * before and after, too; on a busy machine the words come late, so that more of the rest is on it, and the middle second is of the rest.
 * @param recording what arrived
 * @param words what should have been said in it, as it was fed in
 * @returns as {@link likeness}: each second of the words is laid where it fits best on the recording, and the middle one counts
 */
export const wordsIn = (recording: Sound, words: Sound): number => likeness(recording, words)

/** Seconds of a recording in which somebody is audible. */
export function spokenSeconds(recording: Sound): number {
  return spectrogram(recording).loud.filter(Boolean).length / FRAMES_PER_SECOND
}

/** Audible frames of one second: where they stand in it, and their bands one after the other. */
interface Piece {
  readonly places: readonly number[]
  readonly values: Float32Array
}

function spokenPieces(recording: Sound): Piece[] {
  const { frames, loud } = spectrogram(recording)
  const pieces: Piece[] = []
  for (let at = 0; at + PIECE <= frames.length; at++) {
    if (!loud[at]) continue
    const places = Array.from({ length: PIECE }, (_, index) => index).filter((index) => loud[at + index])
    if (places.length <= PIECE / 2) continue
    pieces.push({ places, values: centred(places.map((place) => frames[at + place]!)) })
    at += PIECE - 1
  }
  return pieces
}

/** Frames one after the other with each band's mean taken off. */
function centred(frames: readonly Float32Array[]): Float32Array {
  const means = Array.from({ length: BANDS }, (_, band) => frames.reduce((sum, frame) => sum + frame[band]!, 0) / frames.length)
  return Float32Array.from(frames.flatMap((frame) => [...frame.map((value, band) => value - means[band]!)]))
}

/** Greatest normalised correlation over all places of the source; as the piece has mean zero, only the source's power needs its means. */
function bestMatch({ places, values }: Piece, whole: Float32Array): number {
  const power = values.reduce((sum, value) => sum + value * value, 0)
  const frames = whole.length / BANDS
  const sums = new Float32Array(BANDS)
  let best = 0
  for (let shift = 0; shift < frames; shift++) {
    let both = 0
    let theirs = 0
    sums.fill(0)
    for (let index = 0; index < places.length; index++) {
      const from = ((shift + places[index]!) % frames) * BANDS
      for (let band = 0; band < BANDS; band++) {
        const value = whole[from + band]!
        both += values[index * BANDS + band]! * value
        theirs += value * value
        sums[band]! += value
      }
    }
    for (const sum of sums) theirs -= (sum * sum) / places.length
    best = Math.max(best, both / Math.sqrt(power * theirs + 1e-9))
  }
  return best
}
