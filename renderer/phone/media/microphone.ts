import { raise } from '#shared/contract/result.ts'
import { usualVoice, type Voice } from '#shared/domain/devices.ts'

/** What is asked of a microphone. */
const asked = ({ echo, gain, noise }: Voice): MediaTrackConstraints => ({
  echoCancellation: echo,
  noiseSuppression: noise,
  autoGainControl: gain,
  channelCount: 1,
})

type Replace = (fresh: MediaStreamTrack) => Promise<void> | void
export type OpenDevice = (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>

/**
 * One microphone for everybody who wants it. Trap: SIP.js stops the track it was given when its call ends, so each user gets a clone,
 * and the device is let go (the light goes out) with the last of them. A change of device replaces every clone in use.
 */
export class Microphone {
  readonly #openDevice: OpenDevice
  readonly #users = new Map<MediaStreamTrack, Replace>()
  #deviceId: string | null = null
  #voice = usualVoice
  #base: Promise<MediaStreamTrack> | null = null
  /** Told how opening ended: null for good, else what is wrong. */
  onProblem: ((problem: 'no_microphone' | 'microphone_denied' | null) => void) | null = null

  constructor(openDevice: OpenDevice) {
    this.#openDevice = openDevice
  }

  /**
   * A track of one's own, to be given back by `release`.
   * @param replace gets another track when the device changes; the old one is stopped here
   * @throws Failure when there is no microphone or it is denied
   */
  async open(replace: Replace): Promise<MediaStreamTrack> {
    const base = await this.#ensure()
    const track = base.clone()
    this.#users.set(track, replace)
    return track
  }

  release(track: MediaStreamTrack): void {
    track.stop()
    if (this.#users.delete(track) && this.#users.size === 0) this.#letGo()
  }

  /** Changes the device (null: the system's choice); tracks in use are replaced without a gap. */
  async select(deviceId: string | null): Promise<void> {
    if (deviceId === this.#deviceId) return
    this.#deviceId = deviceId
    await this.refresh()
  }

  /** Changes what is done to the voice; tracks in use are replaced as by a change of device. */
  async setVoice(voice: Voice): Promise<void> {
    if (JSON.stringify(voice) === JSON.stringify(this.#voice)) return
    this.#voice = voice
    await this.refresh()
  }

  /** Opens the chosen device anew, for instance because the one in use was unplugged. */
  async refresh(): Promise<void> {
    const old = this.#base
    this.#base = null
    if (this.#users.size > 0) {
      const base = await this.#ensure()
      for (const [track, replace] of [...this.#users]) {
        const fresh = base.clone()
        fresh.enabled = track.enabled
        this.#users.delete(track)
        this.#users.set(fresh, replace)
        await replace(fresh)
        track.stop()
      }
    }
    old?.then((track) => track.stop()).catch(() => {})
  }

  /** Devices changed: calls whose microphone went away and could not be replaced get one now. */
  async revive(): Promise<void> {
    if (this.#users.size > 0 && this.#base === null) await this.refresh()
  }

  #letGo(): void {
    this.#base?.then((track) => track.stop()).catch(() => {})
    this.#base = null
  }

  #ensure(): Promise<MediaStreamTrack> {
    const base = (this.#base ??= this.#openBase())
    base.catch(() => {
      if (this.#base === base) this.#base = null
    })
    return base
  }

  async #openBase(): Promise<MediaStreamTrack> {
    try {
      const voice = asked(this.#voice)
      const track = await this.#openDevice(this.#deviceId === null ? voice : { ...voice, deviceId: { exact: this.#deviceId } })
      track.addEventListener('ended', () => void this.refresh().catch(() => {}))
      this.onProblem?.(null)
      return track
    } catch (thrown) {
      const name = thrown instanceof Error ? thrown.name : ''
      if (
        this.#deviceId !== null &&
        (name === 'OverconstrainedError' || name === 'NotFoundError' || name === 'NotReadableError')
      ) {
        this.#deviceId = null
        return this.#openBase()
      }
      const denied = name === 'NotAllowedError' || name === 'SecurityError'
      this.onProblem?.(denied ? 'microphone_denied' : 'no_microphone')
      return raise(denied ? 'denied' : 'unavailable', denied ? 'error.call.microphoneDenied' : 'error.call.noMicrophone', {
        detail: name,
        retryable: true,
      })
    }
  }
}

/** Opens a real device. */
export const openDevice: OpenDevice = async (constraints) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints })
  const track = stream.getAudioTracks()[0]
  if (!track) throw new DOMException('no audio track', 'NotFoundError')
  return track
}
