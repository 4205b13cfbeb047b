import { safeStorage } from 'electron'

/** The operating system's keychain, as far as it truly protects. */
export interface Keychain {
  /** Name of what protects (`gnome_libsecret`, `kwallet6`, `keychain`, `dpapi`), or null when nothing does. */
  backend(): string | null
  encrypt(plain: string): Buffer
  /** Null when it cannot be opened now (locked keyring, other user, moved profile). */
  decrypt(sealed: Buffer): string | null
}

/**
 * Electron's safeStorage, distrusted: on Linux `basic_text` encrypts with a password everybody knows and `unknown` says nothing,
 * so both count as no keychain (Electron docs, safe-storage, *getSelectedStorageBackend*).
 */
export function systemKeychain(platform: NodeJS.Platform = process.platform): Keychain {
  const backend = (): string | null => {
    if (!safeStorage.isEncryptionAvailable()) return null
    if (platform === 'darwin') return 'keychain'
    if (platform === 'win32') return 'dpapi'
    const selected = safeStorage.getSelectedStorageBackend()
    return protects(selected) ? selected : null
  }
  return {
    backend,
    encrypt: (plain) => safeStorage.encryptString(plain),
    decrypt: (sealed) => {
      try {
        return safeStorage.decryptString(sealed)
      } catch {
        return null
      }
    },
  }
}

/** Whether a Linux backend of safeStorage protects at all. */
export function protects(backend: string): boolean {
  return backend === 'gnome_libsecret' || backend === 'kwallet' || backend === 'kwallet5' || backend === 'kwallet6'
}
