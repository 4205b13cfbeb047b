import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Lab } from '../lab.ts'

const run = promisify(execFile)

/** Stops and starts single parts of a running lab, as they fail in real life. Only the lab's own processes, by their id. */
export type Parts = {
  /** The telephone exchange dies at once, mid-sentence. */
  readonly stopExchange: () => Promise<void>
  readonly startExchange: () => Promise<void>
  /** The mailbox server goes away with all its connections. */
  readonly stopMailbox: () => Promise<void>
  readonly startMailbox: () => Promise<void>
  readonly stopPostOffice: () => Promise<void>
  readonly startPostOffice: () => Promise<void>
}

export function parts(lab: Lab): Parts {
  const { folder } = lab
  const at = (name: string): string => join(folder, name)
  const postfix = (verb: string): Promise<unknown> => run('postfix', ['-c', at('postfix/etc'), verb])
  return {
    stopExchange: async () => {
      const pid = Number(readFileSync(at('kamailio.pid'), 'utf8'))
      process.kill(pid, 'SIGTERM')
      await until(() => !existsSync(`/proc/${pid}`), 'the exchange stopped')
    },
    startExchange: async () => {
      const args = ['-E', '-f', at('kamailio.cfg'), '-P', at('kamailio.pid'), '-w', folder, '-Y', folder, '-DD']
      spawn('kamailio', args, { stdio: 'ignore', env: lab.env, detached: true }).unref()
      await listening(lab.ports.WS_PORT)
    },
    stopMailbox: async () => {
      await run('doveadm', ['-c', at('dovecot.conf'), 'stop'])
    },
    startMailbox: async () => {
      spawn('dovecot', ['-c', at('dovecot.conf')], { stdio: 'ignore' })
      await listening(lab.ports.IMAPS_PORT)
    },
    stopPostOffice: async () => {
      await postfix('stop')
    },
    startPostOffice: async () => {
      spawn('postfix', ['-c', at('postfix/etc'), 'start'], { stdio: 'ignore' })
      await listening(lab.ports.SMTPS_PORT)
    },
  }
}

/** Asks the kernel and not the server: a probing connection would itself be an event in its log. */
async function listening(port: number): Promise<void> {
  const needle = `:${port.toString(16).toUpperCase().padStart(4, '0')} `
  const open = (): boolean =>
    readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .some((line) => line.includes(needle) && / 0A /.test(line))
  await until(open, `port ${port} listens`)
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; !holds(); await wait(100))
    if (Date.now() > end) throw new Error(`not within 15 s: ${what}`)
}
