import { readFileSync } from 'node:fs'
import { farSide, ran, type FarSide } from './far-side.ts'

/** The address of the exchange; both ways lead to it. */
export const exchangeHost = '10.77.0.1'

/** Two interfaces of ours, each a cable of its own to the far side; as usual the wired one is preferred. */
const interfaces = { wired: { net: '10.77.1', metric: 100 }, wifi: { net: '10.77.2', metric: 600 } } as const
export type Way = keyof typeof interfaces

export interface Ways {
  readonly far: FarSide
  /** Whether it is up. */
  readonly there: (way: Way) => boolean
  /** The link comes up and gets its address and routes, as a network manager gives them. */
  readonly up: (way: Way) => void
  /** The link is gone and its address with it, from one moment to the next. */
  readonly down: (way: Way) => void
  readonly close: () => void
}

/** Whether we are where nothing of the machine can be touched: a namespace that has loopback alone, and perhaps our own links. */
function alone(): boolean {
  const names = readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim() ?? '')
  return names.every((name) => ['', 'lo', ...Object.keys(interfaces)].includes(name))
}

/**
 * Makes the far side and both cables to it, both still down.
 * @throws where there are other interfaces than loopback: this belongs into a namespace of its own (`support/run/no-network.ts`)
 */
export async function makeWays(): Promise<Ways> {
  if (!alone()) throw new Error('two networks are only made where there is no other: npm test -- --only=network')
  const far = await farSide()
  far.run('ip', 'link', 'set', 'lo', 'up')
  far.run('ip', 'address', 'add', `${exchangeHost}/32`, 'dev', 'lo')
  for (const [name, { net }] of Object.entries(interfaces)) {
    ran('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', name, 'netns', String(far.pid))
    far.run('ip', 'address', 'add', `${net}.1/24`, 'dev', name)
    far.run('ip', 'link', 'set', name, 'up')
  }
  const there = new Set<Way>()
  let host = 1
  return {
    far,
    there: (way) => there.has(way),
    up(way) {
      const { metric, net } = interfaces[way]
      there.add(way)
      ran('ip', 'link', 'set', way, 'up')
      // Another one each time: nobody can go on with what it had over an address it knows.
      ran('ip', 'address', 'add', `${net}.${++host}/24`, 'dev', way)
      ran('ip', 'route', 'add', 'default', 'via', `${net}.1`, 'dev', way, 'metric', String(metric))
    },
    down(way) {
      there.delete(way)
      ran('ip', 'link', 'set', way, 'down')
      ran('ip', 'address', 'flush', 'dev', way)
    },
    // The links go with the namespace at their other end.
    close: () => far.close(),
  }
}
