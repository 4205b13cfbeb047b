import tls from 'node:tls'

/**
 * Certificate authorities we believe: those of the program, those of the operating system where Node can read them (from 22.15), and those
 * the profile brings. Undefined leaves Node's own choice.
 */
export function trustAnchors(trusted: readonly string[]): string[] | undefined {
  const read = (tls as { getCACertificates?: (type: string) => string[] }).getCACertificates
  let system: string[] = []
  try {
    system = read?.('system') ?? []
  } catch {
    system = []
  }
  if (trusted.length === 0 && system.length === 0) return undefined
  return [...tls.rootCertificates, ...system, ...trusted]
}
