import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A certificate for this computer's loopback that nobody signed.
 * @param folder where it is made; `file` in it can be named in a profile
 * @param names host names it is for besides
 */
export function ownCertificate(folder: string, names: readonly string[] = []): { key: Buffer; cert: Buffer; file: string } {
  mkdirSync(folder, { recursive: true })
  const [key, file] = [join(folder, 'tls.key'), join(folder, 'tls.crt')]
  const all = ['DNS:localhost', 'IP:127.0.0.1', ...names.map((name) => `DNS:${name}`)].join(',')
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${all}`]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', file, '-days', '2', ...subject]
  execFileSync('openssl', made, { stdio: 'ignore' })
  return { key: readFileSync(key), cert: readFileSync(file), file }
}
