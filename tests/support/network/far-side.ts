import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A network namespace beside ours, where the exchange and the customer live. It is there as long as the program that holds it. */
export interface FarSide {
  /** What brings a link into it (`ip link … netns PID`). */
  readonly pid: number
  /** The command, run there. */
  readonly command: (command: readonly string[]) => string[]
  /** Runs a short program there. @throws with its words when it fails */
  readonly run: (...command: readonly string[]) => void
  readonly close: () => void
}

/** Runs a short program. @throws with its words when it fails */
export function ran(...command: readonly string[]): void {
  const [program = '', ...args] = command
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined || status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stderr.trim()}`)
}

/** Makes the namespace and waits until it is one of its own. */
export async function farSide(): Promise<FarSide> {
  const holder: ChildProcess = spawn('unshare', ['--net', '--', 'sleep', 'infinity'], { stdio: 'ignore' })
  const pid = holder.pid ?? 0
  const ours = readlinkSync('/proc/self/ns/net')
  for (const end = Date.now() + 5000; ; await wait(20)) {
    if (existsSync(`/proc/${pid}/ns/net`) && readlinkSync(`/proc/${pid}/ns/net`) !== ours) break
    if (Date.now() > end) throw new Error('no network namespace beside ours within 5 s')
  }
  const command: FarSide['command'] = (inner) => ['nsenter', `--net=/proc/${pid}/ns/net`, '--', ...inner]
  return {
    pid,
    command,
    run: (...inner) => ran(...command(inner)),
    close: () => void holder.kill('SIGKILL'),
  }
}
