import { spawnSync } from 'node:child_process'

/** A network namespace of one's own, in which nothing but loopback is there; then whatever follows. */
const inside = ['unshare', '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const

/** Why no such namespace can be made here, or undefined when it can. */
export function noNamespaceBecause(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  const [command, ...args] = [...inside, 'true']
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (error === undefined && status === 0) return undefined
  return `no network namespace can be made here (${error?.message ?? stderr.trim()})`
}

/**
 * The command, run where there is no network but loopback; unix sockets (display, sound) are reached as before. The whole test runner
 * goes in, because it talks to the app over ports of loopback.
 */
export const withoutNetwork = (command: readonly string[]): string[] => [...inside, ...command]
