import { readdirSync, readFileSync } from 'node:fs'

/**
 * Proportional set size of a process with all its descendants, MiB (Linux `smaps_rollup`: shared pages are counted once over all
 * who share them, so the sum is what the machine really gives).
 */
export function treePss(pid: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    const parent = /\) \S (\d+) /.exec(stat)?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const below = (each: number): boolean =>
    each === pid || (parents.has(each) && parents.get(each) !== 0 && below(parents.get(each) ?? 0))
  return (
    [...parents.keys()]
      .filter(below)
      .reduce((sum, each) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${each}/smaps_rollup`))?.[1] ?? 0), 0) / 1024
  )
}

/** A process may end between the listing and the reading. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
