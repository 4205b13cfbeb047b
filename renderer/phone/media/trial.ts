import { raise } from '#shared/contract/result.ts'
import { anythingHeard } from '#shared/domain/heard.ts'
import type { Microphone } from './microphone.ts'
import type { Sound } from './sounds.ts'
import type { TonePlayer } from './tone-player.ts'

/** A recording nobody asks to hear is thrown away after this long; milliseconds. */
const keptFor = 30_000

export interface TrialParts {
  readonly microphone: Pick<Microphone, 'open' | 'release'>
  /** Tells the level of the microphone while on. */
  readonly meter: { set(on: boolean): Promise<void> }
  /** On the loudspeaker of calls. */
  readonly player: TonePlayer
  /** Takes the sound of a track for a moment, or until it is over. */
  readonly capture: (track: MediaStreamTrack, over: AbortSignal) => Promise<Sound>
  /** A call rings, is made or is up. */
  readonly busy: () => boolean
}

/** Lets the agent hear themselves as callers would; what was recorded lives in memory until it has been heard, and never beside a call. */
export class Trial {
  readonly #parts: TrialParts
  #over = new AbortController()
  #sound: Sound | null = null

  constructor(parts: TrialParts) {
    this.#parts = parts
  }

  /**
   * Records for a moment.
   * @returns whether anything was heard; only then there is something to play
   * @throws Failure during a call, when one comes or somebody else begins meanwhile, or when the microphone cannot be opened
   */
  async record(): Promise<{ heard: boolean }> {
    if (this.#parts.busy()) return raise('conflict', 'error.sound.inCall')
    this.stop()
    const { signal } = (this.#over = new AbortController())
    const track = await this.#parts.microphone.open(() => this.stop())
    let sound: Sound | null = null
    try {
      await this.#parts.meter.set(true)
      if (!signal.aborted) sound = await this.#parts.capture(track, signal)
    } finally {
      void this.#parts.meter.set(false)
      this.#parts.microphone.release(track)
    }
    if (signal.aborted || sound === null) return raise('conflict', 'error.sound.inCall')
    const heard = anythingHeard(sound.samples, sound.rate)
    this.#sound = heard ? sound : null
    setTimeout(() => this.#sound === sound && (this.#sound = null), keptFor)
    return { heard }
  }

  /** Plays what was recorded, once; resolves when it is over. @throws Failure when there is nothing, or during a call */
  async play(): Promise<void> {
    const sound = this.#sound
    this.#sound = null
    if (sound === null || this.#parts.busy()) return raise('conflict', 'error.sound.inCall')
    await this.#parts.player.once(sound)
  }

  /** A call comes, or nobody looks any more: it is over at once and nothing is kept. */
  stop(): void {
    this.#over.abort()
    this.#sound = null
    this.#parts.player.stop()
  }
}
