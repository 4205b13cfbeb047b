import { networkInterfaces } from 'node:os'

/** How often the addresses are read; milliseconds. Reading takes some 50 µs. */
const every = 500

type Interfaces = ReturnType<typeof networkInterfaces>

/** The addresses by which others reach this computer, as one comparable text. */
export const addressesOf = (interfaces: Interfaces): string =>
  Object.entries(interfaces)
    .flatMap(([name, all]) => (all ?? []).filter((each) => !each.internal).map((each) => `${name} ${each.cidr ?? each.address}`))
    .toSorted()
    .join('\n')

/**
 * Tells when this computer's addresses change: a cable pulled, Wi-Fi joined, a VPN. No platform tells a page or Node of it, and a
 * connection over an address that is gone would be believed in until its next sign of life is missing.
 * @param read the interfaces as they are now
 * @returns how to stop
 */
export function watchNetwork(changed: () => void, read: () => Interfaces = networkInterfaces): () => void {
  const now = (): string | null => {
    try {
      return addressesOf(read())
    } catch {
      // Some systems refuse for a moment while they change; the next look tells.
      return null
    }
  }
  let known = now()
  const timer = setInterval(() => {
    const found = now()
    if (found === null || found === known) return
    const first = known === null
    known = found
    if (!first) changed()
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}
