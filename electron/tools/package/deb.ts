import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, join, relative } from 'node:path'
import { inCheckout } from '../system/checkout.ts'
import { run } from '../system/run.ts'
import { PlainFailure } from '../system/words.ts'
import { DEB_DEPENDS } from './builder-config.ts'

/** What the control file says that the unpacked folder does not. */
export type DebOptions = { readonly version: string; readonly architecture: string; readonly output: string }

/**
 * Makes a Debian package from the unpacked app with dpkg-deb, because electron-builder's own way downloads a tool.
 * @param unpacked the unpacked app
 * @param options version, Debian's name of the architecture, and path of the .deb to write
 * @throws PlainFailure when dpkg-deb is missing or refuses
 */
export async function makeDeb(unpacked: string, { version, architecture, output }: DebOptions): Promise<void> {
  const root = `${output}.root`
  rmSync(root, { recursive: true, force: true })
  const at = (path: string): string => {
    const full = join(root, path)
    mkdirSync(join(full, '..'), { recursive: true })
    return full
  }
  cpSync(unpacked, at('opt/Courtesy'), { recursive: true })
  mkdirSync(at('usr/bin'), { recursive: true })
  symlinkSync('/opt/Courtesy/courtesy', at('usr/bin/courtesy'))
  cpSync(inCheckout('resources/packaging/courtesy.desktop'), at('usr/share/applications/courtesy.desktop'))
  for (const icon of readdirSync(inCheckout('resources/icons')).filter((name) => /^\d+x\d+\.png$/.test(name))) {
    cpSync(inCheckout(`resources/icons/${icon}`), at(`usr/share/icons/hicolor/${basename(icon, '.png')}/apps/courtesy.png`))
  }
  cpSync(inCheckout('resources/icons/courtesy.svg'), at('usr/share/icons/hicolor/scalable/apps/courtesy.svg'))
  cpSync(inCheckout('NOTICE.md'), at('usr/share/doc/courtesy/copyright'))
  cpSync(inCheckout('LICENSE'), at('usr/share/doc/courtesy/LICENSE'))
  await writeControl(root, version, architecture)
  const built = await run('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', root, output])
  rmSync(root, { recursive: true, force: true })
  if (built.code !== 0) throw new PlainFailure(`dpkg-deb could not make ${output}: ${built.stderr.trim()}`)
}

async function writeControl(root: string, version: string, architecture: string): Promise<void> {
  await openToAll(root)
  const control = join(root, 'DEBIAN')
  const files = regularFiles(root)
  const kilobytes = Math.ceil(files.reduce((sum, file) => sum + lstatSync(file).size, 0) / 1024)
  const sums = files.map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(root, file)}`)
  mkdirSync(control)
  const fields = [
    'Package: courtesy',
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    'Maintainer: The Courtesy founders <hello@courtesy.example>',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${DEB_DEPENDS.join(', ')}`,
    'Section: comm',
    'Priority: optional',
    'Homepage: https://courtesy.example',
    'Description: Contact-centre desktop',
    ' The toll-free telephone line and the service mailbox in one window, on one',
    ' customer record.',
  ]
  writeFileSync(join(control, 'control'), `${fields.join('\n')}\n`)
  writeFileSync(join(control, 'md5sums'), `${sums.join('\n')}\n`)
  for (const script of ['postinst', 'postrm']) {
    cpSync(inCheckout(`resources/packaging/deb-${script}`), join(control, script))
    chmodSync(join(control, script), 0o755)
  }
}

/** Whatever the builder's umask was: everybody may read, folders and programs may be entered and run. */
async function openToAll(root: string): Promise<void> {
  await run('chmod', ['-R', 'u+rwX,go=rX', root])
}

function regularFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
