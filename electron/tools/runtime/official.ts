import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inCheckout } from '../system/checkout.ts'
import { PlainFailure, say } from '../system/words.ts'
import { cacheFolder } from './cache.ts'

/** An unpacked Electron: its folder, the executable in it, and its version. */
export type Electron = {
  readonly origin: 'official' | 'carried'
  readonly folder: string
  readonly executable: string
  readonly version: string
}

const EXECUTABLE: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
const SILENCE_MS = 20_000
const REMEMBER_MS = 12 * 3_600_000

/**
 * The official binary of the electron package: from `ELECTRON_OVERRIDE_DIST_PATH`, from `node_modules/electron/dist`, or by
 * electron's own installer (given up after 20 s without a byte, and then not tried again for 12 hours).
 * @returns undefined when it cannot be had
 * @throws PlainFailure when the folder named by the environment holds none
 */
export async function officialElectron(): Promise<Electron | undefined> {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given !== undefined && given !== '') {
    const found = inFolder(given)
    if (found === undefined) throw new PlainFailure(`ELECTRON_OVERRIDE_DIST_PATH is ${given}, where no unpacked Electron lies`)
    return found
  }
  const dist = inCheckout('node_modules/electron/dist')
  return inFolder(dist) ?? ((await install()) ? inFolder(dist) : undefined)
}

function inFolder(folder: string): Electron | undefined {
  const executable = join(folder, EXECUTABLE[process.platform] ?? 'electron')
  // electron's installer writes `version` last but one; a folder without it is half unpacked.
  if (!existsSync(executable) || !existsSync(join(folder, 'version'))) return undefined
  return {
    origin: 'official',
    folder,
    executable,
    version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
  }
}

async function install(): Promise<boolean> {
  const installer = inCheckout('node_modules/electron/install.js')
  if (!existsSync(installer)) return false
  const note = join(cacheFolder(), 'official-electron-failed')
  if (failedLately(note)) return false
  say('fetching the official Electron')
  const ok = await runWhileItMoves(installer)
  if (ok) rmSync(note, { force: true })
  else writeFileSync(note, wantedVersion())
  return ok
}

function wantedVersion(): string {
  const { version } = JSON.parse(readFileSync(inCheckout('node_modules/electron/package.json'), 'utf8')) as { version: string }
  return version
}

function failedLately(note: string): boolean {
  if (!existsSync(note)) return false
  return Date.now() - statSync(note).mtimeMs < REMEMBER_MS && readFileSync(note, 'utf8') === wantedVersion()
}

/** Runs the installer with a temporary folder of its own; as long as something grows in there, the download is alive. */
function runWhileItMoves(installer: string): Promise<boolean> {
  const temporary = mkdtempSync(join(tmpdir(), 'electron-install-'))
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
    })
    let seen = -1
    let quietSince = Date.now()
    const watch = setInterval(() => {
      const size = folderSize(temporary) + folderSize(inCheckout('node_modules/electron/dist'))
      if (size !== seen) quietSince = Date.now()
      seen = size
      if (Date.now() - quietSince > SILENCE_MS) child.kill('SIGKILL')
    }, 1000)
    const done = (ok: boolean): void => {
      clearInterval(watch)
      rmSync(temporary, { recursive: true, force: true })
      resolve(ok)
    }
    child.once('error', () => done(false))
    child.once('close', (code) => done(code === 0))
  })
}

function folderSize(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0)
}
