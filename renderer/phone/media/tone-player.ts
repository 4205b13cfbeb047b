import { useSink } from './sink.ts'
import type { Sound } from './sounds.ts'

/** Plays one sound over and over on a device of its own; `stop` is heard at once. */
export interface TonePlayer {
  play(sound: Sound): void
  stop(): void
  select(deviceId: string | null): void
  /** Plays one period, unless something is playing; resolves when nothing of it is to come any more. */
  once(sound: Sound): Promise<void>
}

/** What opening a device may take beyond the length of a sound; milliseconds. */
const patience = 500

/** The audio context lives only while there is sound, so that no device stays open. */
export function tonePlayer(): TonePlayer {
  let device: string | null = null
  let context: AudioContext | null = null
  let playing: { readonly sound: Sound; readonly loop: boolean } | null = null
  let over = (): void => {}
  const stop = (): void => {
    over()
    playing = null
    void context?.close().catch(() => {})
    context = null
  }
  const start = (sound: Sound, loop: boolean): void => {
    // What is heard once only is no reason not to begin: a call that rings during a test of the ringer would stay silent.
    if (playing?.sound === sound && playing.loop) return
    stop()
    playing = { sound, loop }
    const made = new AudioContext({ latencyHint: 'interactive' })
    context = made
    const buffer = made.createBuffer(1, sound.samples.length, sound.rate)
    buffer.copyToChannel(sound.samples, 0)
    const source = made.createBufferSource()
    source.buffer = buffer
    source.loop = loop
    source.connect(made.destination)
    if (!loop) source.onended = () => context === made && stop()
    void useSink(made, device).then(() => context === made && source.start())
  }
  return {
    play: (sound) => start(sound, true),
    once: (sound) =>
      new Promise((resolve) => {
        if (playing !== null) return resolve()
        start(sound, false)
        // A sound server that takes nothing lets no sound end either.
        const timer = setTimeout(stop, (1000 * sound.samples.length) / sound.rate + patience)
        over = () => (clearTimeout(timer), resolve())
      }),
    stop,
    select(deviceId) {
      device = deviceId
      if (context) void useSink(context, deviceId)
    },
  }
}
