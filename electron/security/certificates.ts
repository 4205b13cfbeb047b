import { X509Certificate } from 'node:crypto'
import type { Session } from 'electron'

/** SHA-256 fingerprints of the certificates the company trusts besides the system's. Unreadable ones are skipped and counted. */
export function fingerprints(pems: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const pem of pems)
    for (const one of pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []) {
      const certificate = parse(one)
      if (certificate) found.add(certificate.fingerprint256)
    }
  return found
}

const parse = (pem: string): X509Certificate | null => {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

/**
 * The system decides about certificates; only those the profile names are trusted besides, by fingerprint of the server's own
 * certificate. There is no way to wave a bad one through.
 */
export function guardCertificates(session: Session, trusted: () => ReadonlySet<string>): void {
  session.setCertificateVerifyProc((request, decide) => {
    if (request.errorCode === 0) return decide(-3)
    const certificate = parse(request.certificate.data)
    if (certificate && trusted().has(certificate.fingerprint256)) return decide(0)
    return decide(-3)
  })
}
