import { singleRoles, type Devices, type SingleRole } from '#shared/domain/devices.ts'
import { audioDevices, inUse, missingRoles, ringersInUse, type ListedDevice } from './device-choice.ts'

/** One plug makes two or three `devicechange` events; milliseconds. */
const settling = 300

/**
 * In a call, and while something is lacking, it is looked this often, milliseconds: a sound server may know of a plug only after the
 * system has told of it (seen with PulseAudio), and then nobody tells again.
 */
const lookAgain = 2000

export interface DeviceParts {
  readonly list: () => Promise<readonly ListedDevice[]>
  /** Calls back on every `devicechange`. */
  readonly watch: (changed: () => void) => void
  /** There is a loudspeaker again after there was none at all. */
  readonly speakerBack: () => void
  /** Somebody is on the line. */
  readonly inCall: () => boolean
  /** Applies what is to be used now; called only for roles that change. */
  readonly use: (role: SingleRole, deviceId: string | null) => void
  /** The same for all devices that ring. */
  readonly ring: (deviceIds: readonly (string | null)[]) => void
  readonly changed: (devices: Devices) => void
}

/** Knows the audio devices, keeps the person's choice, falls back while the chosen one is unplugged and says so. */
export class DeviceKeeper {
  readonly #parts: DeviceParts
  #value: Devices = {
    ...{ devices: [], selected: { microphone: null, speaker: null, ringer: [] }, missing: [] },
    ...{ problem: null, voice: null },
  }
  #timer: ReturnType<typeof setTimeout> | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  /** What the last listing lacked. */
  #lacking: Devices['problem'] = null

  constructor(parts: DeviceParts) {
    this.#parts = parts
    parts.watch(() => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.refresh(), settling)
    })
  }

  get value(): Devices {
    return this.#value
  }

  async refresh(): Promise<Devices> {
    const listed = await this.#parts.list()
    const has = (kind: string): boolean => listed.some((one) => one.kind === kind)
    this.#lacking = has('audioinput') ? (has('audiooutput') ? null : 'no_speaker') : 'no_microphone'
    const problem = this.#value.problem === 'microphone_denied' ? 'microphone_denied' : this.#lacking
    return this.#update({ ...this.#value, devices: audioDevices(listed), problem })
  }

  select(selected: Partial<Devices['selected']>): Devices {
    return this.#update({ ...this.#value, selected: { ...this.#value.selected, ...selected } })
  }

  /** What opening the microphone told. */
  setProblem(problem: Devices['problem']): void {
    this.#update({ ...this.#value, problem: problem ?? this.#lacking })
  }

  /** What is heard at the microphone. */
  setVoice(voice: Devices['voice']): void {
    if (voice !== this.#value.voice) this.#update({ ...this.#value, voice })
  }

  #update(next: Devices): Devices {
    const before = this.#value
    this.#value = { ...next, missing: missingRoles(next.devices, next.selected) }
    for (const role of singleRoles) {
      const now = inUse(this.#value, role)
      if (now !== inUse(before, role)) this.#parts.use(role, now)
    }
    const ringers = ringersInUse(this.#value)
    if (JSON.stringify(ringers) !== JSON.stringify(ringersInUse(before))) this.#parts.ring(ringers)
    if (before.problem === 'no_speaker' && this.#value.problem !== 'no_speaker') this.#parts.speakerBack()
    if (JSON.stringify(before) !== JSON.stringify(this.#value)) this.#parts.changed(this.#value)
    this.attend()
    return this.#value
  }

  /** To be told when a call begins: from then on it is looked again and again until all calls are over and nothing is lacking. */
  attend(): void {
    if (this.#again !== undefined || !(this.#lacking !== null || this.#value.missing.length > 0 || this.#parts.inCall())) return
    this.#again = setTimeout(() => {
      this.#again = undefined
      void this.refresh().catch(() => this.attend())
    }, lookAgain)
  }
}
