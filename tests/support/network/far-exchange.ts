import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { freePorts, type Ports } from '../lab/ports.ts'
import type { FarSide } from './far-side.ts'
import { exchangeHost } from './ways.ts'

/** Kamailio and rtpengine of the lab at the far side. */
export interface FarExchange {
  readonly folder: string
  readonly ports: Ports
  /** Its `ws:` address as the agent reaches it. */
  readonly url: string
  /** What Kamailio and rtpengine said. */
  readonly log: (program: 'kamailio' | 'rtpengine') => string
  readonly stop: () => void
}

/** Starts it. @throws with the lab's own words when a part does not come up */
export async function farExchange(far: FarSide): Promise<FarExchange> {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-far-'))
  chmodSync(folder, 0o755)
  const ports = await freePorts()
  const env = {
    ...process.env,
    LAB_HOST: exchangeHost,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
  }
  const lab = (verb: string): void => {
    const [program = '', ...args] = far.command([inCheckout('tests/lab/exchange/lab'), verb, folder])
    // Its daemons keep an output open that they inherit.
    const { status } = spawnSync(program, args, { env, stdio: 'ignore' })
    if (status !== 0) throw new Error(`lab ${verb} failed at the far side; see ${folder}`)
  }
  lab('exchange')
  return {
    folder,
    ports,
    url: `ws://${exchangeHost}:${ports.WS_PORT}`,
    log: (program) => readFileSync(join(folder, `${program}.log`), 'utf8'),
    stop() {
      lab('down')
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}
