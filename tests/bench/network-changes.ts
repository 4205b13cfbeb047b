/** `network-changes.ts COUNT`: changes the network of a desk so many times in one call and prints figures; started by `network.ts`. */
import { setTimeout as wait } from 'node:timers/promises'
import { backAfter } from '../support/network/hears.ts'
import { startStage } from '../support/network/stage.ts'
import type { NetworkChange } from './network.ts'
import { median, percentile } from './statistics.ts'

const changes = Number(process.argv[2])
const stage = await startStage()
const took: number[] = []
try {
  const { them } = await stage.talking()
  for (let turn = 0; turn < changes; turn++) {
    // What the change before has set going is over, and the next comes at no fixed moment of the phone's own clock.
    await wait(6000 + Math.random() * 1000)
    const [from, to] = turn % 2 === 0 ? (['wired', 'wifi'] as const) : (['wifi', 'wired'] as const)
    const change = Date.now()
    stage.ways.down(from)
    stage.ways.up(to)
    const { agent, customer } = await backAfter(stage, them, change)
    took.push(Math.max(agent, customer))
    process.stderr.write(`${from} → ${to}: agent ${agent} ms, customer ${customer} ms\n`)
  }
} finally {
  await stage.close()
}
const figures: NetworkChange = {
  changes,
  p50: Math.round(median(took)),
  p95: Math.round(percentile(took, 0.95)),
  longest: Math.max(...took),
  goal: 5000,
}
console.log(JSON.stringify(figures))
