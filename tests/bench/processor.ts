import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Ticks of a second in `/proc/PID/stat` (USER_HZ, which Linux keeps at 100 for programs). */
const TICKS = 100

/**
 * How much of one processor a process and all its descendants use, in percent (proc(5): utime and stime).
 * @param seconds how long it is watched
 */
export async function processorShare(pid: number, seconds: number): Promise<number> {
  const before = ticksOfTree(pid)
  const from = performance.now()
  await wait(seconds * 1000)
  const spent = (performance.now() - from) / 1000
  return ((ticksOfTree(pid) - before) / TICKS / spent) * 100
}

function ticksOfTree(root: number): number {
  const all = new Map<number, { parent: number; ticks: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // After the name in brackets: state, parent, …, utime and stime as 12th and 13th.
    const fields = read(`/proc/${name}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')
    all.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) })
  }
  const below = (pid: number): boolean => pid === root || (all.has(pid) && pid !== 0 && below(all.get(pid)?.parent ?? 0))
  return [...all].filter(([pid]) => below(pid)).reduce((sum, [, { ticks }]) => sum + (Number.isFinite(ticks) ? ticks : 0), 0)
}

/** A process may end between the listing and the reading. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
