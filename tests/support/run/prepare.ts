import { readFileSync } from 'node:fs'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { installPackages, isDebian, isRoot, missingPackages } from '../../../electron/tools/system/debian.ts'

/** Debian packages the tests need besides the lab's own: what Electron links to, a display, a keychain, what packaging needs. */
const PACKAGES = [
  ...['libnss3', 'libatk1.0-0', 'libatk-bridge2.0-0', 'libcups2', 'libdrm2', 'libgtk-3-0', 'libgbm1', 'libasound2'],
  ...['xvfb', 'xauth', 'x11-utils', 'fonts-noto-core', 'fonts-dejavu'],
  ...['dbus', 'gnome-keyring', 'libsecret-1-0', 'pulseaudio', 'pulseaudio-utils', 'opus-tools'],
  ...[
    'fakeroot',
    'dpkg-dev',
    'desktop-file-utils',
    'xdg-utils',
    'libnotify4',
    'libxss1',
    'libxtst6',
    'libatspi2.0-0',
    'libuuid1',
  ],
]

/** The packages tests/lab/exchange/lab installs, read from the script itself so that there is one list. */
function labPackages(): string[] {
  const script = readFileSync(inCheckout('tests/lab/exchange/lab'), 'utf8')
  return /^PACKAGES="([^"]+)"/m.exec(script)?.[1]?.split(' ') ?? []
}

/**
 * Installs what the tests need: as root on Debian by apt and only what lacks; anyone else is told.
 * @returns one line saying what lacks here, or undefined when nothing does
 */
export async function prepare(): Promise<string | undefined> {
  if (!isDebian())
    return `not Debian, so nothing was installed; tests need the programs of ${[...PACKAGES, ...labPackages()].join(' ')}`
  const missing = await missingPackages([...PACKAGES, ...labPackages()])
  if (missing.length === 0) return undefined
  if (!isRoot()) return `install what the tests need: sudo apt-get install ${missing.join(' ')}`
  await installPackages(missing)
  const still = await missingPackages(missing)
  return still.length === 0 ? undefined : `could not be installed: ${still.join(' ')}`
}
