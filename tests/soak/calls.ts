/**
 * `npm run soak [-- --calls=N]`: plays N calls (10,000) of every kind in turn at the real phone window and prints one JSON object: how
 * the heap, the connections and the listeners of the window grew. Ends with 1 when a call went wrong or the heap grew beyond the goal.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from '#shared/domain/call.ts'
import { prepare } from '../support/run/prepare.ts'
import { agentLine, anyDevice, startPhone } from '../support/phone/harness.ts'
import { onSomeDisplay } from '../bench/display.ts'
import { soakExchange } from './exchange.ts'
import { kinds } from './kinds.ts'

const GOAL_MIB = 10
const calls = Number(process.argv.find((argument) => argument.startsWith('--calls='))?.slice('--calls='.length) ?? 10_000)
const say = (words: string): void => void process.stderr.write(`${words}\n`)

onSomeDisplay()
const lacking = await prepare()
if (lacking !== undefined) say(lacking)
const exchange = await soakExchange()
const phone = await startPhone([exchange.url])

/** Longer than a transaction of SIP is remembered: 64 × T1 (RFC 3261 §17). */
const REST_MS = 40_000

/** What the window holds once rubbish was collected. @param restMs how long nothing has been going on */
async function held(restMs = 0): Promise<{ heapMiB: number; connections: number; listeners: number; audioNodes: number }> {
  await wait(restMs)
  const session = await phone.page.context().newCDPSession(phone.page)
  await session.send('HeapProfiler.enable')
  await session.send('Performance.enable')
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  await session.detach()
  return {
    heapMiB: metric('JSHeapUsedSize') / 2 ** 20,
    connections: metric('RTCPeerConnections'),
    listeners: metric('JSEventListeners'),
    audioNodes: metric('AudioHandlers'),
  }
}

/** Waits for a call as it was told; what was told before is forgotten with each new call. */
async function found(passes: (call: Call) => boolean): Promise<Call> {
  return (await phone.callThat(passes)).call
}

let failed = 0
const problems: string[] = []
const turns = Object.entries(kinds)
const started = Date.now()
try {
  await phone.call('configure', { line: agentLine(exchange.url), selected: anyDevice, ready: true } as never)
  await phone.registration((value) => value.state === 'registered')
  const warm = Math.min(300, Math.floor(calls / 10))
  let before = await held(0)
  for (let turn = 0; turn < calls + warm; turn++) {
    if (turn === warm) before = await held(REST_MS)
    const [name, play] = turns[turn % turns.length]!
    await phone.forget()
    try {
      await play(phone, exchange, found)
    } catch (error) {
      failed++
      if (problems.length < 10) problems.push(`call ${turn} (${name}): ${String(error).slice(0, 600)}`)
    }
    if (turn > warm && (turn - warm) % Math.max(1, Math.floor(calls / 10)) === 0) {
      const now = await held()
      say(`${turn - warm} calls: ${JSON.stringify(now)}, ${failed} went wrong`)
    }
  }
  const after = await held(REST_MS)
  const growth = after.heapMiB - before.heapMiB
  console.log(
    JSON.stringify(
      {
        calls,
        failed,
        problems,
        minutes: (Date.now() - started) / 60_000,
        before,
        after,
        heapGrowthMiB: growth,
        goalMiB: GOAL_MIB,
      },
      null,
      2,
    ),
  )
  process.exitCode = failed > 0 || growth > GOAL_MIB ? 1 : 0
} finally {
  await phone.close()
  await exchange.close()
}
process.exit()
