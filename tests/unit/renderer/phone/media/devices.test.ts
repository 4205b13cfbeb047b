import { describe, expect, test, vi } from 'vitest'
import type { Devices } from '#shared/domain/devices.ts'
import { audioDevices, inUse, missingRoles, type ListedDevice } from '../../../../../renderer/phone/media/device-choice.ts'
import { DeviceKeeper } from '../../../../../renderer/phone/media/devices.ts'

const device = (deviceId: string, kind: string, label = deviceId): ListedDevice => ({ deviceId, kind, label })
const headset = [device('h-in', 'audioinput', 'Headset'), device('h-out', 'audiooutput', 'Headset')]
const speakers = device('s-out', 'audiooutput', 'Speakers')

describe('devices', () => {
  test('the system’s aliases, cameras and doubles are left out', () => {
    const listed = [
      device('default', 'audioinput'),
      device('communications', 'audiooutput'),
      device('', 'audioinput'),
      device('cam', 'videoinput'),
      ...headset,
      ...headset,
    ]
    expect(audioDevices(listed).map((one) => one.deviceId)).toEqual(['h-in', 'h-out'])
  })

  test('a chosen device that is not there is missing, and the system’s choice stands in', () => {
    const selected = { microphone: 'h-in', speaker: 'h-out', ringer: null }
    const missing = missingRoles(audioDevices([speakers]), selected)
    expect(missing).toEqual(['microphone', 'speaker'])
    expect(inUse({ selected, missing }, 'speaker')).toBeNull()
    expect(inUse({ selected, missing: [] }, 'speaker')).toBe('h-out')
    // A loudspeaker of the same id is no microphone.
    expect(missingRoles(audioDevices([device('h-in', 'audiooutput')]), selected)).toContain('microphone')
  })

  test('unplugged and plugged in again: falls back and returns, and says each once however often the browser tells', async () => {
    vi.useFakeTimers()
    let listed: ListedDevice[] = [...headset, speakers]
    let plug = (): void => {}
    const used: string[] = []
    const told: Devices[] = []
    const keeper = new DeviceKeeper({
      list: async () => listed,
      watch: (changed) => (plug = changed),
      use: (role, id) => used.push(`${role} ${id}`),
      changed: (value) => told.push(value),
    })
    await keeper.refresh()
    keeper.select({ microphone: 'h-in', speaker: 'h-out', ringer: 's-out' })
    expect(used).toEqual(['microphone h-in', 'speaker h-out', 'ringer s-out'])
    listed = [speakers]
    for (let times = 0; times < 3; times++) plug()
    await vi.advanceTimersByTimeAsync(500)
    expect(used.slice(3)).toEqual(['microphone null', 'speaker null'])
    expect(keeper.value).toMatchObject({ missing: ['microphone', 'speaker'], problem: 'no_microphone' })
    expect(told).toHaveLength(3)
    listed = [...headset, speakers]
    plug()
    await vi.advanceTimersByTimeAsync(500)
    expect(used.slice(5)).toEqual(['microphone h-in', 'speaker h-out'])
    expect(keeper.value).toMatchObject({ missing: [], problem: null })
    vi.useRealTimers()
  })
})
