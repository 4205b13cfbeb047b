import { describe, expect, test, vi } from 'vitest'
import type { Devices } from '#shared/domain/devices.ts'
import {
  audioDevices,
  inUse,
  missingRoles,
  ringersInUse,
  type ListedDevice,
} from '../../../../../renderer/phone/media/device-choice.ts'
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
    const selected = { microphone: 'h-in', speaker: 'h-out', ringer: [] }
    const missing = missingRoles(audioDevices([speakers]), selected)
    expect(missing).toEqual(['microphone', 'speaker'])
    expect(inUse({ selected, missing }, 'speaker')).toBeNull()
    expect(inUse({ selected, missing: [] }, 'speaker')).toBe('h-out')
    // A loudspeaker of the same id is no microphone.
    expect(missingRoles(audioDevices([device('h-in', 'audiooutput')]), selected)).toContain('microphone')
  })

  test('it rings on all chosen devices that are there; on the system’s choice when none is', () => {
    const devices = audioDevices([...headset, speakers])
    const where = (...ringer: string[]) => {
      const selected = { microphone: null, speaker: null, ringer }
      return [ringersInUse({ devices, selected }), missingRoles(devices, selected)]
    }
    expect(where('h-out', 's-out')).toEqual([['h-out', 's-out'], []])
    expect(where('h-out', 'gone', 'h-out')).toEqual([['h-out'], ['ringer']])
    expect(where('gone')).toEqual([[null], ['ringer']])
    // A microphone rings nowhere.
    expect(where('h-in')).toEqual([[null], ['ringer']])
    expect(where()).toEqual([[null], []])
  })

  test('what is lacking altogether is said, the gravest first', async () => {
    let listed: ListedDevice[] = []
    const keeper = new DeviceKeeper({
      list: async () => listed,
      watch: () => {},
      inCall: () => false,
      speakerBack: () => {},
      use: () => {},
      ring: () => {},
      changed: () => {},
    })
    expect((await keeper.refresh()).problem).toBe('no_microphone')
    listed = [device('h-in', 'audioinput')]
    expect((await keeper.refresh()).problem).toBe('no_speaker')
    keeper.setProblem('microphone_denied')
    expect((await keeper.refresh()).problem).toBe('microphone_denied')
    keeper.setProblem(null)
    expect(keeper.value.problem).toBe('no_speaker')
    listed = headset
    expect((await keeper.refresh()).problem).toBeNull()
  })

  test('a device the sound server knows only after the browser has told of the plug is found all the same', async () => {
    vi.useFakeTimers()
    let listed: ListedDevice[] = [speakers]
    let asked = 0
    let calling = false
    const keeper = new DeviceKeeper({
      list: async () => (asked++, listed),
      watch: () => {},
      inCall: () => calling,
      speakerBack: () => {},
      use: () => {},
      ring: () => {},
      changed: () => {},
    })
    expect((await keeper.refresh()).problem).toBe('no_microphone')
    listed = [...headset, speakers]
    await vi.advanceTimersByTimeAsync(2500)
    expect(keeper.value.problem).toBeNull()
    // All is well: nobody is asked any more.
    const before = asked
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toBe(before)
    // In a call what was pulled out is missed even when nobody tells of it.
    calling = true
    keeper.attend()
    listed = [speakers]
    await vi.advanceTimersByTimeAsync(4500)
    expect(keeper.value.problem).toBe('no_microphone')
    vi.useRealTimers()
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
      inCall: () => false,
      speakerBack: () => {},
      use: (role, id) => used.push(`${role} ${id}`),
      ring: (ids) => used.push(`ringer ${ids.join(' ')}`),
      changed: (value) => told.push(value),
    })
    await keeper.refresh()
    keeper.select({ microphone: 'h-in', speaker: 'h-out', ringer: ['s-out'] })
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
