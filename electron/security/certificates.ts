import { X509Certificate } from 'node:crypto'
import type { Session } from 'electron'

/** The certificates of a PEM file, one behind the other (RFC 7468 §5.1). */
const blocks = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []

/** Whether a PEM file holds certificates, and each of them can be read. */
export function isCertificateFile(pem: string): boolean {
  const all = blocks(pem)
  return all.length > 0 && all.every((one) => parse(one) !== null)
}

/** SHA-256 fingerprints of the certificates the company trusts besides the system's; each was read before ({@link isCertificateFile}). */
export function fingerprints(pems: readonly string[]): ReadonlySet<string> {
  return new Set(pems.flatMap(blocks).flatMap((one) => parse(one)?.fingerprint256 ?? []))
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
