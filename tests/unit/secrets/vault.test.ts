import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Keychain } from '../../../electron/secrets/keychain.ts'
import { Vault } from '../../../electron/secrets/vault.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-vault-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const keychain = (backend: string | null, works = true): Keychain => ({
  backend: () => backend,
  encrypt: (plain) => Buffer.from(plain).reverse(),
  decrypt: (sealed) => (works ? Buffer.from(sealed).reverse().toString() : null),
})
const thrownKey = async (run: () => unknown): Promise<string> => {
  try {
    await run()
  } catch (error) {
    return (error as { error: { messageKey: string } }).error.messageKey
  }
  return 'nothing thrown'
}

describe('vault', () => {
  test('a passphrase opens it again; a wrong one changes nothing', async () => {
    const made = new Vault(folder)
    await made.openByPassphrase('correct horse battery')
    made.set('line', 'line-secret-1')
    const key = made.databaseKey()
    const before = readFileSync(join(folder, 'vault.json'))

    const again = new Vault(folder)
    expect(again.protection).toBe('passphrase')
    expect(await thrownKey(() => again.openByPassphrase('wrong'))).toBe('error.vault.wrongPassphrase')
    expect(readFileSync(join(folder, 'vault.json'))).toEqual(before)
    await again.openByPassphrase('correct horse battery')
    expect([again.databaseKey(), again.get('line')]).toEqual([key, 'line-secret-1'])
  })
  test("nothing secret is readable on disk, and the file is its owner's alone", async () => {
    const vault = new Vault(folder)
    await vault.openByPassphrase('correct horse battery')
    vault.set('mail:service', 'mail-secret-1')
    const text = readFileSync(join(folder, 'vault.json'), 'utf8')
    expect(text).not.toContain('mail-secret-1')
    expect(text).not.toContain(vault.databaseKey())
    expect(statSync(join(folder, 'vault.json')).mode & 0o777).toBe(0o600)
  })
  test('a short passphrase makes no vault', async () => {
    const vault = new Vault(folder)
    expect(await thrownKey(() => vault.openByPassphrase('short'))).toBe('error.vault.passphraseShort')
    expect(new Vault(folder).protection).toBeNull()
  })
  test('the keychain: opens with it, and says so when it gives nothing out', async () => {
    const made = new Vault(folder)
    made.openByKeychain(keychain('gnome_libsecret'))
    const key = made.databaseKey()
    const again = new Vault(folder)
    expect(await thrownKey(() => again.openByKeychain(keychain('gnome_libsecret', false)))).toBe('error.vault.keychainRefused')
    expect(await thrownKey(() => again.openByKeychain(keychain(null)))).toBe('error.vault.keychainGone')
    again.openByKeychain(keychain('gnome_libsecret'))
    expect(again.databaseKey()).toBe(key)
  })
  test('another key file, another kind of protection', async () => {
    new Vault(folder).openByKeyFile(Buffer.alloc(32, 1))
    expect(await thrownKey(() => new Vault(folder).openByKeyFile(Buffer.alloc(32, 2)))).toBe('error.vault.wrongKeyFile')
    expect(await thrownKey(() => new Vault(folder).openByKeychain(keychain('gnome_libsecret')))).toBe(
      'error.vault.otherProtection',
    )
    expect(await thrownKey(() => new Vault(folder).openByPassphrase('long enough'))).toBe('error.vault.otherProtection')
  })
  test('a damaged or unreadable file is never replaced by a new one, and is read anew when asked', async () => {
    const path = join(folder, 'vault.json')
    writeFileSync(path, '{"version":1')
    const vault = new Vault(folder)
    const key = Buffer.alloc(32, 1)
    const ways = [
      () => vault.protection,
      () => vault.look(),
      () => vault.openByKeyFile(key),
      () => vault.openByKeychain(keychain('gnome_libsecret')),
      () => vault.openByPassphrase('long enough'),
      () => vault.set('line', 'secret'),
    ]
    for (const way of ways) expect(await thrownKey(way)).toBe('error.vault.damaged')
    expect(readFileSync(path, 'utf8')).toBe('{"version":1')
    rmSync(path)
    mkdirSync(path)
    for (const way of ways) expect(await thrownKey(way)).toBe('error.vault.unreadable')
    rmSync(path, { recursive: true })
    // Nothing is there now, so this is a first start; what comes to lie there later is seen before anything is made.
    vault.look()
    expect(vault.protection).toBeNull()
    writeFileSync(path, 'rubbish')
    expect(await thrownKey(() => vault.look())).toBe('error.vault.damaged')
    expect(await thrownKey(() => vault.openByKeyFile(key))).toBe('error.vault.damaged')
    expect(readFileSync(path, 'utf8')).toBe('rubbish')
  })
  test('an entry moved to another name does not open', () => {
    const vault = new Vault(folder)
    vault.openByKeyFile(Buffer.alloc(32, 1))
    vault.set('mail:a', 'a-secret')
    const path = join(folder, 'vault.json')
    const file = JSON.parse(readFileSync(path, 'utf8')) as { entries: Record<string, string> }
    writeFileSync(path, JSON.stringify({ ...file, entries: { 'mail:b': file.entries['mail:a'] } }))
    const again = new Vault(folder)
    again.openByKeyFile(Buffer.alloc(32, 1))
    expect([again.get('mail:a'), again.get('mail:b')]).toEqual([null, null])
  })
})
