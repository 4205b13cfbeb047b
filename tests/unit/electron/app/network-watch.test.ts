import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addressesOf, watchNetwork } from '../../../../electron/app/network-watch.ts'

const address = (cidr: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address: cidr.split('/')[0] ?? '', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', internal, cidr },
  family: 'IPv4',
})
const lo = { lo: [address('127.0.0.1/8', true)] }
const wired = { wired: [address('10.77.1.2/24')] }
const wifi = { wifi: [address('10.77.2.2/24')] }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Looks twice a second at what the test says is there. */
function watching(first: object) {
  let there: object | Error = first
  const changed = vi.fn()
  const stop = watchNetwork(changed, () => {
    if (there instanceof Error) throw there
    return there as NodeJS.Dict<NetworkInterfaceInfo[]>
  })
  return {
    stop,
    /** How often it was told once this is there. */
    becomes(now: object | Error) {
      changed.mockClear()
      there = now
      vi.advanceTimersByTime(3000)
      return changed.mock.calls.length
    },
  }
}

test('each change is told once, within a second; nothing is told while nothing changes', () => {
  const { becomes, stop } = watching({ ...lo, ...wired })
  expect(becomes({ ...wired, ...lo }), 'the same in another order').toBe(0)
  expect(becomes({ ...lo, ...wired, ...wifi }), 'Wi-Fi joined').toBe(1)
  expect(becomes({ ...lo, ...wifi }), 'the cable is pulled').toBe(1)
  expect(becomes({ wifi: [address('10.77.3.9/24')] }), 'another address').toBe(1)
  expect(becomes(lo), 'none at all').toBe(1)
  stop()
  expect(becomes(wired)).toBe(0)
})

test('a system that refuses for a moment is looked at again', () => {
  const { becomes } = watching(wired)
  expect(becomes(new Error('EINTR'))).toBe(0)
  expect(becomes(wired)).toBe(0)
  expect(becomes(wifi)).toBe(1)
  const { becomes: fresh } = watching(new Error('EINTR'))
  expect(fresh(wired), 'the first that is seen is no change').toBe(0)
  expect(fresh(wifi)).toBe(1)
})

test('loopback does not count', () => {
  expect(addressesOf(lo)).toBe('')
  expect(addressesOf({ ...lo, ...wired })).toBe('wired 10.77.1.2/24')
})
