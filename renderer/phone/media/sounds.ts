/** One period of a sound: samples between -1 and 1, played over and over. */
export interface Sound {
  readonly rate: number
  readonly samples: Float32Array<ArrayBuffer>
}

const rate = 24_000

/**
 * Our ringer: two soft bell strokes, a fourth apart, every three seconds. Bells (inharmonic partials that die away) carry over
 * a noisy floor without startling; nothing begins or ends with a click.
 */
export function ringerSound(): Sound {
  const samples = silence(3)
  for (const [at, pitch] of [
    [0, 659.26],
    [0.28, 880],
    [0.9, 659.26],
    [1.18, 880],
  ] as const)
    strike(samples, at, pitch, 0.42)
  return { rate, samples }
}

/** A second call while talking: one short low knock every four seconds, quiet, so that nobody takes the headset off in pain. */
export function secondCallSound(): Sound {
  const samples = silence(4)
  strike(samples, 0, 440, 0.09)
  return { rate, samples }
}

/** A call answers itself: two short high notes, softer than the ringer, because they are heard in the headset. */
export function beepSound(): Sound {
  const samples = silence(0.36)
  const length = Math.round(0.14 * rate)
  for (const [begin, pitch] of [
    [0.02, 880],
    [0.2, 1174.66],
  ] as const)
    for (let at = 0; at < length; at++)
      samples[Math.round(begin * rate) + at] = 0.2 * edge(at, length) * Math.sin((2 * Math.PI * pitch * at) / rate)
  return { rate, samples }
}

/** What the caller hears while the other side rings, as in most of Europe (ETSI TS 101 041-2): 425 Hz, one second on, four off. */
export function ringbackSound(): Sound {
  const samples = silence(5)
  const length = rate
  for (let at = 0; at < length; at++) samples[at] = 0.12 * edge(at, length) * Math.sin((2 * Math.PI * 425 * at) / rate)
  return { rate, samples }
}

const silence = (seconds: number): Float32Array<ArrayBuffer> => new Float32Array(seconds * rate)

function strike(into: Float32Array, atSeconds: number, pitch: number, loudness: number): void {
  const begin = Math.round(atSeconds * rate)
  const length = Math.round(1.1 * rate)
  for (let at = 0; at < length && begin + at < into.length; at++) {
    const seconds = at / rate
    const partial = (ratio: number, share: number, decay: number): number =>
      share * Math.exp(-decay * seconds) * Math.sin(2 * Math.PI * pitch * ratio * seconds)
    const bell = partial(1, 0.7, 4) + partial(2.76, 0.2, 9) + partial(5.4, 0.1, 16)
    into[begin + at] = (into[begin + at] ?? 0) + loudness * edge(at, length) * bell
  }
}

/** Five milliseconds of fade at both ends. */
const edge = (at: number, length: number): number => Math.min(1, at / (0.005 * rate), (length - 1 - at) / (0.005 * rate))
