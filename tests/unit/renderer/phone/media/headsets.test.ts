import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import type { HeadsetState } from '#shared/domain/headset/chosen.ts'
import { Headsets } from '../../../../../renderer/phone/media/headsets.ts'
import type { Hid, HidDevice } from '../../../../../renderer/phone/media/hid.ts'
import { stateHeadset, toggleHeadset, type Headset } from '../../../../support/headset/devices.ts'

/** A device of the system's, with what was sent to it. */
class Device extends EventTarget implements HidDevice {
  opened = false
  held = false
  sent: string[] = []
  readonly vendorId: number
  readonly productId: number
  readonly productName: string
  readonly collections: Headset['collections']
  constructor(given: Headset) {
    super()
    ;({
      vendorId: this.vendorId,
      productId: this.productId,
      productName: this.productName,
      collections: this.collections,
    } = given)
  }
  async open(): Promise<void> {
    if (this.held) throw new DOMException('Failed to open the device.', 'NotAllowedError')
    this.opened = true
  }
  async close(): Promise<void> {
    this.opened = false
  }
  async forget(): Promise<void> {
    all.delete(this)
  }
  async sendReport(reportId: number, data: BufferSource): Promise<void> {
    this.sent.push(`${reportId}:${Buffer.from(data as Uint8Array).toString('hex')}`)
  }
  says(...bytes: number[]): void {
    const data = new DataView(Uint8Array.from(bytes).buffer)
    this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data }))
  }
}

const all = new Set<Device>()
let calls: Partial<Call>[] = []
let acts: string[] = []
let told: (readonly HeadsetState[])[] = []
let logs: string[] = []
let hid: Hid
let headsets: Headsets
const call = (more: Partial<Call>): Partial<Call> => ({
  ...{ callId: 'c', direction: 'inbound', phase: 'connected', held: false, holdPending: false, muted: false, startedAt: '' },
  ...more,
})
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5)
const gone = (device: Device): void => {
  all.delete(device)
  hid.dispatchEvent(Object.assign(new Event('disconnect'), { device }))
}

beforeEach(() => {
  vi.useFakeTimers()
  all.clear()
  ;[calls, acts, told, logs] = [[], [], [], []]
  hid = Object.assign(new EventTarget(), { getDevices: async () => [...all], requestDevice: async () => [] })
  headsets = new Headsets({
    hid,
    calls: () => calls as Call[],
    act: ({ act, callId }) => acts.push(`${act} ${callId}`),
    changed: (views) => told.push(views),
    now: () => Date.now(),
    log: (_level, what) => logs.push(what),
  })
})
afterEach(() => void vi.useRealTimers())

test('lamps are told when it is opened and when they change, not again and again', async () => {
  const device = new Device(stateHeadset)
  all.add(device)
  calls = [call({ phase: 'ringing' })]
  await headsets.look()
  await settled()
  expect(device.sent).toEqual(['2:04'])
  headsets.follow()
  headsets.follow()
  calls = [call({})]
  headsets.follow()
  await settled()
  expect(device.sent).toEqual(['2:04', '2:01'])
  headsets.closeAll()
  await settled()
  expect(device.sent.at(-1)).toBe('2:00')
  expect(device.opened).toBe(false)
})

test('one that another program holds is said, and taken once it is let go', async () => {
  const device = new Device(toggleHeadset)
  device.held = true
  all.add(device)
  await headsets.look()
  expect(told.at(-1)?.map((each) => each.state)).toEqual(['busy'])
  calls = [call({ phase: 'ringing' })]
  device.says(0b010)
  expect(acts).toEqual([])
  // Said once, however often it is tried.
  await vi.advanceTimersByTimeAsync(60_000)
  expect(logs).toEqual(['headset.busy'])
  device.held = false
  await vi.advanceTimersByTimeAsync(10_100)
  expect(told.at(-1)?.map((each) => each.state)).toEqual(['connected'])
  device.says(0b010)
  expect(acts).toEqual(['answer c'])
})

test('the same wish twice in a moment is one; a forgotten or unplugged one is not heard', async () => {
  const [state, toggle] = [new Device(stateHeadset), new Device(toggleHeadset)]
  all.add(state).add(toggle)
  calls = [call({ phase: 'ringing' })]
  await headsets.look()
  toggle.says(0b010)
  toggle.says(0)
  await vi.advanceTimersByTimeAsync(400)
  toggle.says(0b010)
  expect(acts).toEqual(['answer c'])
  await headsets.forget(toggle)
  toggle.says(0)
  await vi.advanceTimersByTimeAsync(2000)
  toggle.says(0b010)
  gone(state)
  state.says(1, 0)
  expect(acts).toEqual(['answer c'])
  expect(told.at(-1)).toEqual([])
  expect(toggle.opened).toBe(false)
})

test('one that is forgotten while devices are looked for is not taken in again', async () => {
  const device = new Device(stateHeadset)
  all.add(device)
  await headsets.look()
  const seen = [...all]
  hid.getDevices = () => new Promise((resolve) => setTimeout(resolve, 50, seen))
  const looking = headsets.look()
  const forgetting = headsets.forget(device)
  await vi.advanceTimersByTimeAsync(100)
  await Promise.all([looking, forgetting])
  expect([device.opened, all.size, told.at(-1)]).toEqual([false, 0, []])
})

test('a device that is out of step is told again', async () => {
  const device = new Device(stateHeadset)
  all.add(device)
  await headsets.look()
  await settled()
  expect(device.sent).toEqual(['2:00'])
  device.says(1, 0)
  await vi.advanceTimersByTimeAsync(1100)
  expect(device.sent).toEqual(['2:00', '2:00'])
  device.says(0, 0)
  await vi.advanceTimersByTimeAsync(5000)
  expect([device.sent.length, acts]).toEqual([2, []])
})

test('where a system has no WebHID, or it fails, nothing is thrown', async () => {
  hid.getDevices = () => Promise.reject(new Error('no service'))
  await headsets.look()
  await headsets.choose()
  const without = new Headsets({ hid: null, calls: () => [], act: () => {}, changed: () => {}, now: () => 0, log: () => {} })
  await without.choose()
  without.follow()
})
