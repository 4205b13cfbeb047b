import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { raise } from '#shared/contract/result.ts'
import { writeAtomic } from '../policy/write-atomic.ts'
import type { Keychain } from './keychain.ts'
import { derive, scryptWork, seal, stretch, unseal } from './seal.ts'

const work = z.object({
  N: z
    .number()
    .int()
    .max(2 ** 20),
  r: z.number().int().max(32),
  p: z.number().int().max(16),
})
const fileSchema = z.object({
  version: z.literal(1),
  /** How the master key is wrapped. */
  wrap: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('keychain'), backend: z.string(), sealed: z.string() }),
    z.object({ kind: z.literal('passphrase'), salt: z.string(), work, sealed: z.string() }),
    z.object({ kind: z.literal('key_file'), sealed: z.string() }),
  ]),
  entries: z.record(z.string(), z.string()),
})
type VaultFile = z.infer<typeof fileSchema>
export type Protection = VaultFile['wrap']['kind']

/**
 * One master key, wrapped by what protects it here; everything secret hangs on it: the database's key and the passwords.
 *
 *   closed ──openByKeyFile / openByKeychain / openByPassphrase──▶ open
 *
 * A wrap that does not open changes nothing on disk: the person is asked again, nothing is wiped.
 */
export class Vault {
  /** Folder in which `vault.json` lies. */
  readonly folder: string
  /** Undefined until it is read: whoever asks first can say what is wrong with it. */
  #file: VaultFile | null | undefined
  #master: Buffer | null = null

  /** @param directory folder of the vault; nothing is read from it yet */
  constructor(directory: string) {
    this.folder = directory
  }

  /** Reads the file anew while the vault is closed. Fails with `damaged`, or with `storage` (retryable) when it cannot be read. */
  look(): void {
    if (this.isOpen) return
    this.#file = undefined
    this.#kept()
  }

  /** How the existing vault is wrapped, or null before the first start. Fails as {@link look} does. */
  get protection(): Protection | null {
    return this.#kept()?.wrap.kind ?? null
  }

  get isOpen(): boolean {
    return this.#master !== null
  }

  /** Opens or makes the vault with a provisioned key. Fails with `locked` when the file was made with another key. */
  openByKeyFile(key: Buffer): void {
    const wrapping = derive(key, 'wrap')
    const file = this.#kept()
    if (file === null) return this.#create((master) => ({ kind: 'key_file', sealed: seal(wrapping, 'master', master) }))
    if (file.wrap.kind !== 'key_file') raise('locked', 'error.vault.otherProtection')
    this.#open(unseal(wrapping, 'master', file.wrap.sealed), 'error.vault.wrongKeyFile')
  }

  /** Opens or makes the vault with the keychain. Fails with `locked` (retryable) when the keychain does not give the key out now. */
  openByKeychain(keychain: Keychain): void {
    const backend = keychain.backend()
    if (backend === null) raise('locked', 'error.vault.keychainGone', { retryable: true })
    const file = this.#kept()
    if (file === null)
      return this.#create((master) => ({
        kind: 'keychain',
        backend,
        sealed: keychain.encrypt(master.toString('hex')).toString('base64'),
      }))
    if (file.wrap.kind !== 'keychain') raise('locked', 'error.vault.otherProtection')
    const hex = keychain.decrypt(Buffer.from(file.wrap.sealed, 'base64'))
    this.#open(hex === null || !/^[0-9a-f]{64}$/.test(hex) ? null : Buffer.from(hex, 'hex'), 'error.vault.keychainRefused')
  }

  /** Makes the vault with a new passphrase (at least eight characters) or opens it. Fails with `locked` for a wrong one. */
  async openByPassphrase(passphrase: string): Promise<void> {
    const file = this.#kept()
    if (file === null) {
      if ([...passphrase].length < 8) raise('bad_input', 'error.vault.passphraseShort')
      const salt = randomBytes(16)
      const wrapping = await stretch(passphrase, salt)
      return this.#create((master) => ({
        kind: 'passphrase',
        salt: salt.toString('base64'),
        work: scryptWork,
        sealed: seal(wrapping, 'master', master),
      }))
    }
    if (file.wrap.kind !== 'passphrase') raise('locked', 'error.vault.otherProtection')
    const wrapping = await stretch(passphrase, Buffer.from(file.wrap.salt, 'base64'), file.wrap.work)
    this.#open(unseal(wrapping, 'master', file.wrap.sealed), 'error.vault.wrongPassphrase')
  }

  /** The database's key: 64 hex digits. */
  databaseKey(): string {
    return derive(this.#opened(), 'database').toString('hex')
  }

  /** Seals the keys of recordings: 32 bytes. */
  recordingsKey(): Buffer {
    return derive(this.#opened(), 'recordings')
  }

  /** A stored secret, or null. `name` is `line` or `mail:<mailbox id>`. */
  get(name: string): string | null {
    const sealed = this.#kept()?.entries[name]
    if (sealed === undefined) return null
    return unseal(derive(this.#opened(), 'secrets'), name, sealed)?.toString('utf8') ?? null
  }

  /** Keeps a secret; null forgets it. Written only when it changed. */
  set(name: string, secret: string | null): void {
    if (this.get(name) === secret) return
    const file = this.#kept()
    if (file === null) return
    const { [name]: _old, ...others } = file.entries
    const entries =
      secret === null ? others : { ...others, [name]: seal(derive(this.#opened(), 'secrets'), name, Buffer.from(secret)) }
    this.#write({ ...file, entries })
  }

  get #path(): string {
    return join(this.folder, 'vault.json')
  }

  /** Never null for a file that is there: a new vault is made only where none is. */
  #kept(): VaultFile | null {
    if (this.#file === undefined) this.#file = readVault(this.#path)
    return this.#file
  }

  #opened(): Buffer {
    return this.#master ?? raise('locked', 'error.vault.closed')
  }

  #open(master: Buffer | null, messageKey: string): void {
    if (master?.length !== 32) raise('locked', messageKey, { retryable: true })
    this.#master = master
  }

  #create(wrap: (master: Buffer) => VaultFile['wrap']): void {
    const master = randomBytes(32)
    this.#write({ version: 1, wrap: wrap(master), entries: {} })
    this.#master = master
  }

  #write(file: VaultFile): void {
    writeAtomic(this.#path, JSON.stringify(file))
    this.#file = file
  }
}

/** Null when there is none yet; a vault that is there but cannot be read is an error, never a reason to make a new one. */
function readVault(path: string): VaultFile | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    return raise('storage', 'error.vault.unreadable', { retryable: true })
  }
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    return raise('damaged', 'error.vault.damaged')
  }
}
