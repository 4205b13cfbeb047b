import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const schema = z.object({ salt: z.string().regex(/^[0-9a-f]{32}$/), check: z.string().regex(/^[0-9a-f]{64}$/) })

/** HMAC-SHA-256 of a fixed text under the 256 bit key: tells whether a key is the right one and nothing about it. */
function fingerprint(key: string, salt: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`courtesy records key check ${salt}`).digest()
}

/** Keeps the check of a key beside the database. SQLCipher cannot tell a wrong key from a broken first page; with this we can. */
export function writeKeyCheck(path: string, key: string): void {
  const salt = randomBytes(16).toString('hex')
  writeFileSync(path, JSON.stringify({ salt, check: fingerprint(key, salt).toString('hex') }), { mode: 0o600 })
}

/** Whether the key is the one the database was made with; `unknown` when no readable check is there. */
export function checkKey(path: string, key: string): 'right' | 'wrong' | 'unknown' {
  try {
    const { salt, check } = schema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return timingSafeEqual(fingerprint(key, salt), Buffer.from(check, 'hex')) ? 'right' : 'wrong'
  } catch {
    // Missing or unreadable is an answer of its own, not an error: databases restored by hand have no check.
    return 'unknown'
  }
}
