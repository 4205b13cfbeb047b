import { spawnSync } from 'node:child_process'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { withoutNetwork } from '../support/run/no-network.ts'

/** The old network is gone and another one there → the later of the two ends hears the other again; milliseconds. */
export interface NetworkChange {
  readonly changes: number
  readonly p50: number
  readonly p95: number
  readonly longest: number
  readonly goal: number
}

/** Measures in a namespace of its own, by another process: this one has the machine's network. @throws with what went wrong there */
export function measureNetworkChange(changes: number): NetworkChange {
  const [program = '', ...args] = withoutNetwork([
    process.execPath,
    inCheckout('tests/bench/network-changes.ts'),
    String(changes),
  ])
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new Error('the changes of network could not be measured')
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as NetworkChange
}
