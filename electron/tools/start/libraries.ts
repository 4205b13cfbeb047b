import { installPackages, isDebian, isRoot } from '../system/debian.ts'
import { run } from '../system/run.ts'
import { PlainFailure, say } from '../system/words.ts'

/** Which Debian package holds a shared library Electron links to. Debian 13 and Ubuntu 24.04 call some of them `…t64` and keep these names. */
const PACKAGE_OF: readonly (readonly [RegExp, string])[] = [
  [/^lib(nss|nssutil|smime)3\.so/, 'libnss3'],
  [/^lib(nspr4|plc4|plds4)\.so/, 'libnspr4'],
  [/^libatk-1\.0\.so/, 'libatk1.0-0'],
  [/^libatk-bridge-2\.0\.so/, 'libatk-bridge2.0-0'],
  [/^libatspi\.so/, 'libatspi2.0-0'],
  [/^libcups\.so/, 'libcups2'],
  [/^libdrm\.so/, 'libdrm2'],
  [/^lib(gtk|gdk)-3\.so/, 'libgtk-3-0'],
  [/^libpango/, 'libpango-1.0-0'],
  [/^libcairo/, 'libcairo2'],
  [/^libgbm\.so/, 'libgbm1'],
  [/^libasound\.so/, 'libasound2'],
  [/^lib(glib|gio|gobject|gmodule)-2\.0\.so/, 'libglib2.0-0'],
  [/^libdbus-1\.so/, 'libdbus-1-3'],
  [/^libexpat\.so/, 'libexpat1'],
  [/^libxkbcommon\.so/, 'libxkbcommon0'],
  [/^libX11\.so/, 'libx11-6'],
  [/^libxcb\.so/, 'libxcb1'],
  [/^libX(composite|damage|ext|fixes|randr)\.so/, ''],
  [/^libudev\.so/, 'libudev1'],
]

/**
 * The shared libraries a program needs and the system lacks.
 * @param lddOutput what `ldd PROGRAM` printed
 * @returns their names, as `libnss3.so`
 */
export function missingLibraries(lddOutput: string): string[] {
  const names = lddOutput.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
  return [...new Set(names)]
}

/**
 * The Debian packages that hold these libraries.
 * @param libraries names as ldd prints them
 * @returns package names, each once; libraries no package is known for are left out
 */
export function packagesFor(libraries: readonly string[]): string[] {
  const names = libraries.flatMap((library) => {
    const known = PACKAGE_OF.find(([pattern]) => pattern.test(library))
    if (known === undefined) return []
    return [known[1] === '' ? `${library.split('.so')[0]!.toLowerCase()}${library.split('.so.')[1] ?? ''}` : known[1]]
  })
  return [...new Set(names)].toSorted()
}

/**
 * Makes sure Electron finds its shared libraries: as root on Debian it installs what lacks, elsewhere it says what to install.
 * @param executable the Electron executable
 * @throws PlainFailure naming the libraries and packages when some lack
 */
export async function ensureLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = missingLibraries((await run('ldd', [executable])).stdout)
  if (missing.length === 0) return
  const packages = packagesFor(missing)
  if (isDebian() && isRoot()) {
    say(`Electron needs shared libraries this system lacks: ${missing.join(' ')}`)
    await installPackages(packages)
    const still = missingLibraries((await run('ldd', [executable])).stdout)
    if (still.length > 0) throw new PlainFailure(`Electron still lacks shared libraries: ${still.join(' ')}`)
    return
  }
  const remedy = isDebian()
    ? `install them: sudo apt-get install ${packages.join(' ')}`
    : `Debian has them in ${packages.join(' ')}`
  throw new PlainFailure(`Electron needs shared libraries this system lacks: ${missing.join(' ')}; ${remedy}`)
}
