import type { Configuration } from 'electron-builder'

type Fuses = Omit<NonNullable<Configuration['electronFuses']>, 'resetAdHocDarwinSignature'>

/**
 * Fuses of every package we ship. `Required`, so that a fuse added by a later electron-builder is a compile error until somebody
 * decides on it. (Source: electron/docs/tutorial/fuses.md.)
 */
export const FUSES: Required<Fuses> = {
  /** The app's executable is no Node interpreter for whoever can set an environment variable; utility processes do not need it. */
  runAsNode: false,
  /** Cookies on disk are encrypted with the operating system's key. */
  enableCookieEncryption: true,
  /** NODE_OPTIONS and NODE_EXTRA_CA_CERTS are ignored. */
  enableNodeOptionsEnvironmentVariable: false,
  /** No --inspect: nobody attaches a debugger to the main process. */
  enableNodeCliInspectArguments: false,
  /** The archive is checked against the hash in the executable (macOS and Windows; without effect on Linux). */
  enableEmbeddedAsarIntegrityValidation: true,
  /** A folder `resources/app` beside the archive is not run. */
  onlyLoadAppFromAsar: true,
  /** The main process starts from the same V8 snapshot as the others; we ship none of our own. */
  loadBrowserProcessSpecificV8Snapshot: false,
  /** We load nothing over file:, so it needs no privileges. */
  grantFileProtocolExtraPrivileges: false,
}
