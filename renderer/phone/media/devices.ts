import type { DeviceRole, Devices } from '#shared/domain/devices.ts'
import { audioDevices, inUse, missingRoles, type ListedDevice } from './device-choice.ts'

/** One plug makes two or three `devicechange` events; milliseconds. */
const settling = 300

export interface DeviceParts {
  readonly list: () => Promise<readonly ListedDevice[]>
  /** Calls back on every `devicechange`. */
  readonly watch: (changed: () => void) => void
  /** Applies what is to be used now; called only for roles that change. */
  readonly use: (role: DeviceRole, deviceId: string | null) => void
  readonly changed: (devices: Devices) => void
}

/** Knows the audio devices, keeps the person's choice, falls back while the chosen one is unplugged and says so. */
export class DeviceKeeper {
  readonly #parts: DeviceParts
  #value: Devices = { devices: [], selected: { microphone: null, speaker: null, ringer: null }, missing: [], problem: null }
  #timer: ReturnType<typeof setTimeout> | undefined
  #hasMicrophone = true

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
    this.#hasMicrophone = listed.some((one) => one.kind === 'audioinput')
    const problem =
      this.#value.problem === 'microphone_denied' ? 'microphone_denied' : this.#hasMicrophone ? null : 'no_microphone'
    return this.#update({ ...this.#value, devices: audioDevices(listed), problem })
  }

  select(selected: Partial<Devices['selected']>): Devices {
    return this.#update({ ...this.#value, selected: { ...this.#value.selected, ...selected } })
  }

  /** What opening the microphone told. */
  setProblem(problem: Devices['problem']): void {
    this.#update({ ...this.#value, problem: problem ?? (this.#hasMicrophone ? null : 'no_microphone') })
  }

  #update(next: Devices): Devices {
    const before = this.#value
    this.#value = { ...next, missing: missingRoles(next.devices, next.selected) }
    for (const role of ['microphone', 'speaker', 'ringer'] as const) {
      const now = inUse(this.#value, role)
      if (now !== inUse(before, role)) this.#parts.use(role, now)
    }
    if (JSON.stringify(before) !== JSON.stringify(this.#value)) this.#parts.changed(this.#value)
    return this.#value
  }
}
