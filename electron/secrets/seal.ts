import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto'

/** Work factors of scrypt (RFC 7914): about 64 MiB and some tenths of a second, checked by hand on a slow desk. */
export const scryptWork = { N: 2 ** 16, r: 8, p: 1 } as const
export type ScryptWork = { readonly N: number; readonly r: number; readonly p: number }

/** AES-256-GCM (NIST SP 800-38D): 12 bytes nonce, text, 16 bytes tag, as base64. `label` binds the place it belongs to. */
export function seal(key: Buffer, label: string, plain: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(label))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Opens what {@link seal} made; null when the key, the label or the bytes are not the right ones. */
export function unseal(key: Buffer, label: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(label))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
  } catch {
    return null
  }
}

/** A 32 byte key for one purpose out of a master key (HKDF-SHA256, RFC 5869). */
export function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `courtesy/${purpose}`, 32))
}

/** A 32 byte key out of a passphrase; runs in the thread pool, so windows stay alive. */
export function stretch(passphrase: string, salt: Buffer, work: ScryptWork = scryptWork): Promise<Buffer> {
  const options = { N: work.N, r: work.r, p: work.p, maxmem: 256 * work.N * work.r }
  return new Promise((done, failed) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error ? failed(error) : done(key))),
  )
}
