import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { mayUseDevice, offerOf, watchChoosing, type AskedDevice, type Choosing } from '../../electron/security/headsets.ts'
import { stateHeadset, toggleHeadset } from '../support/headset/devices.ts'

const { collections, productId, productName: name, vendorId } = stateHeadset
const device = { collections, productId, vendorId, name, deviceId: 'd1', serialNumber: 'SN-12345' }
const chosen = [{ vendorId, productId, name }]
const asked = (more: object = {}, of: object = {}): AskedDevice => ({
  ...{ deviceType: 'hid', origin: 'app://phone/', device: { ...device, ...of } },
  ...more,
})

test.each<[string, AskedDevice, boolean]>([
  ['the headset that was chosen', asked(), true],
  ['its origin without the last stroke', asked({ origin: 'app://phone' }), true],
  ['the desk asks', asked({ origin: 'app://desk' }), false],
  ['a page of the network asks', asked({ origin: 'https://phone/' }), false],
  ['an address nobody can read', asked({ origin: '' }), false],
  ['serial', asked({ deviceType: 'serial' }), false],
  ['USB', asked({ deviceType: 'usb' }), false],
  ['another product', asked({}, { productId: productId + 1 }), false],
  ['another vendor', asked({}, { vendorId: vendorId + 1 }), false],
  ['a keyboard that claims to be it', asked({}, { collections: [{ usagePage: 1, inputReports: [] }] }), false],
  ['a telephone without a button', asked({}, { collections: [{ usagePage: 0x0b }] }), false],
  ['a device nobody described', asked({ device: {} }), false],
])('%s: %j is used: %s', (_what, given, may) => {
  expect(mayUseDevice(given, 'app://phone', chosen)).toBe(may)
  expect(mayUseDevice(given, 'app://phone', [])).toBe(false)
})

test('only headsets with buttons are offered, without their serial number', () => {
  expect(offerOf(device)).toEqual({ id: 'd1', headset: { vendorId, productId, name } })
  expect(offerOf({ ...device, collections: [] })).toBeNull()
  expect(offerOf({ ...device, deviceId: '' })).toBeNull()
  expect(JSON.stringify(offerOf(device))).not.toContain('SN-12345')
})

test('only the main frame of the phone window may have somebody choose', () => {
  const session = new EventEmitter()
  const seen: string[] = []
  const choosing: Choosing = {
    begun: (offers, decide) => (seen.push(`begun ${offers.map((each) => each.id).join()}`), decide(offers[0]?.id ?? '')),
    plugged: (offer) => seen.push(`plugged ${offer.id}`),
    unplugged: (id) => seen.push(`unplugged ${id}`),
  }
  watchChoosing(session as never, 'app://phone', choosing)
  const own = { url: 'app://phone/phone/index.html', parent: null }
  const decided: string[] = []
  let kept = 0
  const select = (frame: object | null): void =>
    void session.emit(
      'select-hid-device',
      { preventDefault: () => kept++ },
      { deviceList: [device, { ...device, deviceId: 'd2', collections: [] }], frame },
      (id: string) => decided.push(id),
    )
  select(own)
  expect([seen, decided, kept]).toEqual([['begun d1'], ['d1'], 1])
  for (const frame of [null, { ...own, parent: own }, { ...own, url: 'app://desk/desk/index.html' }]) {
    select(frame)
    session.emit('hid-device-added', {}, { device, frame })
  }
  expect([seen.length, decided]).toEqual([1, ['d1', '', '', '']])
  session.emit('hid-device-added', {}, { device: { ...device, ...toggleHeadset, deviceId: 'd3' }, frame: own })
  session.emit('hid-device-removed', {}, { device, frame: own })
  expect(seen.slice(1)).toEqual(['plugged d3', 'unplugged d1'])
})
