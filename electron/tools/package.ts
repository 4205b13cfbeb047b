/** `npm run package`: builds, packs the app unpacked into dist/, and on Linux makes a .deb of it. Prints the paths of what it made. */
import { Arch, build, log, Platform } from 'electron-builder'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builderConfig } from './package/builder-config.ts'
import { makeDeb } from './package/deb.ts'
import { electronSupport, electronWarning } from './package/electron-support.ts'
import { noticesTable, noticesText, partOf, type Part } from './package/notices.ts'
import { filesInAsar, wrongFiles, wrongFuses } from './package/verify.ts'
import { describe, findRuntime } from './runtime/find.ts'
import { buildNow } from './start/build.ts'
import { inCheckout } from './system/checkout.ts'
import { PlainFailure, runTool, say } from './system/words.ts'

/** Packages that are not bundled but shipped beside the bundles. */
const SHIPPED_WHOLE = ['@signalapp/sqlcipher', 'node-gyp-build']

const INTEL = { arch: Arch.x64, unpacked: 'dist/linux-unpacked', debian: 'amd64' }
const ARM = { arch: Arch.arm64, unpacked: 'dist/linux-arm64-unpacked', debian: 'arm64' }

await runTool(async () => {
  if (process.platform !== 'linux')
    throw new PlainFailure('packages for macOS and Windows are made by electron-builder on those systems')
  const { devDependencies, version } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8')) as {
    version: string
    devDependencies: { electron: string }
  }
  askForSupport(devDependencies.electron)
  await buildNow()
  const runtime = await findRuntime()
  say(describe(runtime))
  const notices = writeNotices()
  rmSync(inCheckout('dist'), { recursive: true, force: true })
  // stdout belongs to the paths we print, and its progress is mostly the list of our development tools.
  log.info = () => undefined
  const here = process.arch === 'arm64' ? ARM : INTEL
  const targets = Platform.LINUX.createTarget('dir', here.arch)
  await build({ targets, projectDir: inCheckout('.'), config: builderConfig(runtime.electron, notices) })
  const unpacked = inCheckout(here.unpacked)
  const wrong = [
    ...(await wrongFuses(join(unpacked, 'courtesy'))),
    ...wrongFiles(filesInAsar(join(unpacked, 'resources/app.asar'))),
  ]
  if (wrong.length > 0) throw new PlainFailure(`the package is not as it must be: ${wrong.join('; ')}`)
  say('making the Debian package')
  const deb = inCheckout(`dist/courtesy_${version}_${here.debian}.deb`)
  await makeDeb(unpacked, { version, architecture: here.debian, output: deb })
  process.stdout.write(`${unpacked}\n${deb}\n`)
  return 0
})

/** No package of an Electron whose security faults nobody mends, unless it is asked for by name (an old line that must be mended). */
function askForSupport(version: string): void {
  const support = electronSupport(version, Date.now())
  const warning = electronWarning(version, support)
  if (warning === undefined) return
  if (support.state === 'ended' && !process.argv.includes('--unsupported-electron'))
    throw new PlainFailure(`${warning}, or pass --unsupported-electron`)
  say(warning)
}

/**
 * Writes the notices of third parties, as the build has just noted them, and brings the table of NOTICE.md up to date.
 * @returns path of the full notices
 */
function writeNotices(): string {
  const parts = shippedParts()
  const file = inCheckout('.cache/THIRD-PARTY-NOTICES.txt')
  mkdirSync(inCheckout('.cache'), { recursive: true })
  writeFileSync(file, noticesText(parts))
  const notice = readFileSync(inCheckout('NOTICE.md'), 'utf8')
  const updated = notice.replace(/\| part \|[\s\S]*\|\n/, `${noticesTable(parts)}\n`)
  if (updated !== notice) {
    writeFileSync(inCheckout('NOTICE.md'), updated)
    say('the parts have changed: NOTICE.md was brought up to date, please commit it')
  }
  return file
}

function shippedParts(): Part[] {
  const noted = inCheckout('.cache/parts')
  const files = existsSync(noted) ? readdirSync(noted) : []
  const bundled = files.flatMap((file) => JSON.parse(readFileSync(join(noted, file), 'utf8')) as string[])
  return [...bundled, ...SHIPPED_WHOLE.map((name) => inCheckout(`node_modules/${name}`))].map(partOf)
}
