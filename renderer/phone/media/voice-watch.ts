import type { Devices } from '#shared/domain/devices.ts'

/** A voice at a usual distance peaks well above; breathing, keys and a room stay below. */
const speech = 0.06
/** An open microphone always hears something, were it its own noise: not one sample of a tenth of a second would be louder. */
const nothing = 0.000_01
/** The echo canceller puts a faint noise where the other side speaks (measured: up to 0.0005), also over a dead microphone. */
const comfort = 0.001
/** Of the last twelve levels (a little over a second) so many hold speech: a cough is no sentence. */
const window = 12
const spoken = 5
/** A microphone is dead when for fifteen seconds it gave comfort noise at most, and nothing at all half of the time. */
const silentFor = 150
const silentShare = 0.5
/** Levels without speech after which the hint goes: three seconds. */
const overAfter = 30

type Voice = Devices['voice']

/**
 * Follows the microphone's loudness in a call, ten levels a second, and tells what the agent should know: that they speak and are
 * muted, or that nothing comes from the microphone. Pure but for its memory.
 */
export class VoiceWatch {
  readonly #tell: (voice: Voice) => void
  #voice: Voice = null
  #muted = false
  #recent: boolean[] = []
  #silent = 0
  #nothing = 0
  #quiet = 0

  constructor(tell: (voice: Voice) => void) {
    this.#tell = tell
  }

  /** A call begins or ends, or is muted or not any more. */
  begin(muted: boolean): void {
    if (muted !== this.#muted) this.#forget()
    this.#muted = muted
  }

  end(): void {
    this.#forget()
    this.#muted = false
  }

  /** @param level peak of the last tenth of a second, 0 to 1 */
  hear(level: number): void {
    const speaks = level >= speech
    this.#recent = [...this.#recent.slice(1 - window), speaks]
    this.#silent = level < comfort ? this.#silent + 1 : 0
    this.#nothing = level < comfort ? this.#nothing + (level < nothing ? 1 : 0) : 0
    this.#quiet = speaks ? 0 : this.#quiet + 1
    if (this.#muted) {
      if (this.#recent.filter(Boolean).length >= spoken) this.#say('muted_talking')
      else if (this.#quiet >= overAfter) this.#say(null)
    } else this.#say(this.#silent >= silentFor && this.#nothing >= this.#silent * silentShare ? 'silent' : null)
  }

  #forget(): void {
    this.#recent = []
    this.#silent = 0
    this.#nothing = 0
    this.#quiet = 0
    this.#say(null)
  }

  #say(voice: Voice): void {
    if (voice === this.#voice) return
    this.#voice = voice
    this.#tell(voice)
  }
}
