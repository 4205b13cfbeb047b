import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { readFileSync } from 'node:fs'
import { FUSES } from './fuses.ts'

const OPTION: Readonly<Record<keyof typeof FUSES, FuseV1Options>> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** A fuse is one ASCII digit in the executable; other characters mean removed or inherited (electron/docs/tutorial/fuses.md). */
const ON = '1'
const OFF = '0'

/**
 * Reads the fuses of a packaged executable and compares them with {@link FUSES}.
 * @param executable path of the packaged app's executable
 * @returns one line for each fuse that is not as it must be; empty when all are
 */
export async function wrongFuses(executable: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(FUSES).flatMap(([name, wanted]) => {
    const state = String.fromCharCode(wire[OPTION[name as keyof typeof FUSES]] ?? 0)
    return state === (wanted ? ON : OFF) ? [] : [`${name} reads "${state}", must be ${wanted ? 'on' : 'off'}`]
  })
}

const MUST_SHIP = [
  '/package.json',
  '/LICENSE',
  '/NOTICE.md',
  '/out/main/main.js',
  '/out/preload/desk.cjs',
  '/out/renderer/desk/index.html',
  '/resources/playbooks/en/greeting.md',
  '/resources/cue-decks/starter.json',
  '/resources/practice/scenarios/01-price-higher.json',
  '/node_modules/@signalapp/sqlcipher/package.json',
  '/node_modules/node-gyp-build/package.json',
]

/** Paths inside the archive that may ship; what matches none of these is a mistake. */
const MAY_SHIP = [
  /^\/(package\.json|LICENSE|NOTICE\.md)$/,
  /^\/out\/(main|preload|renderer)(\/[\w@.+-]+)+\.(js|cjs|css|html|json|svg|png|woff2?|wasm|wav|ogg)$/,
  /^\/resources\/(?!screenshots\/|packaging\/)[\w-]+(\/[\w@.+-]+)+\.(png|svg|wav|ogg|json)$/,
  /^\/resources\/playbooks\/(en|de|hu|cs|mn)\/[a-z0-9-]+\.md$/,
  /^\/node_modules\/@signalapp\/sqlcipher\/(package\.json|LICENSE|dist\/index\.[cm]js|prebuilds\/[\w-]+\/@signalapp\+sqlcipher\.node)$/,
  /^\/node_modules\/node-gyp-build\/(package\.json|LICENSE|[\w-]+\.js)$/,
]

/**
 * Compares what is in the app's archive with what must and may be in it.
 * @param files paths of files as `asar list` prints them, folders left out
 * @returns one line for each file that lacks or must not be there; empty when all is well
 */
export function wrongFiles(files: readonly string[]): string[] {
  const lacking = MUST_SHIP.filter((file) => !files.includes(file)).map((file) => `${file} lacks`)
  const strange = files.filter((file) => !MAY_SHIP.some((pattern) => pattern.test(file))).map((file) => `${file} must not ship`)
  return [...lacking, ...strange]
}

/**
 * Lists the files in an asar archive by its header (a Chromium pickle: three lengths, then JSON).
 * @param archive path of the .asar
 */
export function filesInAsar(archive: string): string[] {
  const bytes = readFileSync(archive)
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as AsarFolder
  return walk(header, '')
}

type AsarFolder = { readonly files: Readonly<Record<string, AsarFolder | { readonly size: number }>> }

function walk(folder: AsarFolder, path: string): string[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry ? walk(entry, `${path}/${name}`) : [`${path}/${name}`],
  )
}
