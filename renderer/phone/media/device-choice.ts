import type { AudioDevice, DeviceRole, Devices, SingleRole } from '#shared/domain/devices.ts'

/** What a device listing of the browser says, as far as we need it. */
export interface ListedDevice {
  readonly deviceId: string
  readonly kind: string
  readonly label: string
}

/** Chromium lists the system's choice a second time under these names; for us that is `null`. */
const aliases = new Set(['', 'default', 'communications'])

/** Real audio devices, each once (devices may come several times while a plug settles). */
export function audioDevices(listed: readonly ListedDevice[]): AudioDevice[] {
  const seen = new Set<string>()
  return listed.flatMap((one): AudioDevice[] => {
    const kind = one.kind === 'audioinput' ? 'input' : one.kind === 'audiooutput' ? 'output' : null
    const key = `${kind} ${one.deviceId}`
    if (kind === null || aliases.has(one.deviceId) || seen.has(key)) return []
    seen.add(key)
    return [{ deviceId: one.deviceId.slice(0, 300), label: one.label.slice(0, 300), kind }]
  })
}

const kindOf = { microphone: 'input', speaker: 'output', ringer: 'output' } as const

const isThere = (devices: readonly AudioDevice[], role: DeviceRole, id: string): boolean =>
  devices.some((one) => one.deviceId === id && one.kind === kindOf[role])

/** Roles of which a chosen device is not there now. The choice is kept: plugged in again, it is used again. */
export function missingRoles(devices: readonly AudioDevice[], selected: Devices['selected']): DeviceRole[] {
  const chosen = (role: DeviceRole): readonly string[] => [selected[role] ?? []].flat()
  return (Object.keys(kindOf) as DeviceRole[]).filter((role) => chosen(role).some((id) => !isThere(devices, role, id)))
}

/** The device to use: the chosen one when it is there, else the system's choice (null). */
export function inUse(state: Pick<Devices, 'selected' | 'missing'>, role: SingleRole): string | null {
  return state.missing.includes(role) ? null : state.selected[role]
}

/** Where it rings: on the chosen devices that are there; the system's choice (null) when none is. */
export function ringersInUse({ devices, selected }: Pick<Devices, 'devices' | 'selected'>): (string | null)[] {
  const there = [...new Set(selected.ringer)].filter((id) => isThere(devices, 'ringer', id))
  return there.length === 0 ? [null] : there
}
