import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout, inCheckout } from '../system/checkout.ts'
import { isRoot } from '../system/debian.ts'
import { run } from '../system/run.ts'
import { PlainFailure, say } from '../system/words.ts'
import { appear, cacheFolder } from './cache.ts'
import type { Electron } from './official.ts'

/** What the built app consists of. Staged copies hold exactly this. */
const APP_PARTS = ['package.json', 'out', 'resources', 'node_modules/@signalapp/sqlcipher', 'node_modules/node-gyp-build']

/**
 * An executable that runs the built app of this checkout when started with switches only.
 *
 * Electron runs `resources/app` beside its executable before anything else, so on Linux each checkout gets a folder of its own
 * (hard links, a few kilobytes) whose `resources/app` is a link to the checkout: a later build needs no new instance. Root's
 * checkout may be closed to the ordinary user that tests run as; the built parts are then copied (staged) instead.
 * @param electron where to take Electron from
 * @param stage copy the app even when a link would do
 * @returns absolute path of the executable
 */
export async function instanceFor(electron: Electron, stage: boolean): Promise<string> {
  if (process.platform !== 'linux') return wrapper(electron)
  const staged = stage || (isRoot() && existsSync(inCheckout('out/main')) && !readableByAll(checkout))
  if (staged && !existsSync(inCheckout('out/main'))) throw new PlainFailure('nothing is built yet: npm run build')
  if (!staged && isRoot() && !readableByAll(checkout)) {
    say('this checkout is closed to ordinary users; build it (npm run build) and ask again to have it staged for them')
  }
  const instances = join(cacheFolder(), 'instances')
  const ofCheckout = `${digest(`${checkout} ${electron.folder}`)}-${electron.version}`
  const name = staged ? `${ofCheckout}-staged-${digest(fingerprint())}` : ofCheckout
  const folder = await appear(join(instances, name), async (temporary) => {
    await copyLinked(electron.folder, temporary)
    mkdirSync(join(temporary, 'resources'), { recursive: true, mode: 0o755 })
    rmSync(join(temporary, 'resources/default_app.asar'), { force: true })
    if (staged) await stageApp(join(temporary, 'resources/app'))
    else symlinkSync(checkout, join(temporary, 'resources/app'))
  })
  if (staged) forgetOldStages(instances, `${ofCheckout}-staged-`, name)
  return join(folder, 'electron')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

async function copyLinked(from: string, to: string): Promise<void> {
  // Hard links cost nothing; across file systems, or for files of another owner, fall back to a copy.
  if ((await run('cp', ['-al', `${from}/.`, to])).code === 0) return
  const copy = await run('cp', ['-a', '--reflink=auto', `${from}/.`, to])
  if (copy.code !== 0) throw new PlainFailure(`could not copy Electron: ${copy.stderr.trim()}`)
}

/** Whether everybody may read this folder and what was built in it. */
export function readableByAll(folder: string): boolean {
  for (let at = dirname(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) break
  }
  const open = (path: string, bits: number): boolean => !existsSync(path) || (statSync(path).mode & bits) === bits
  return open(folder, 0o005) && open(join(folder, 'package.json'), 0o004) && open(join(folder, 'out/main'), 0o005)
}

/** Changes whenever a file of the built app does: name, size and time of each. */
function fingerprint(): string {
  const files = readdirSync(inCheckout('out'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const lines = files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = statSync(path)
    return `${path} ${size} ${mtimeMs}`
  })
  return lines.toSorted().join('\n')
}

async function stageApp(app: string): Promise<void> {
  for (const part of APP_PARTS) {
    const from = inCheckout(part)
    if (existsSync(from)) cpSync(from, join(app, part), { recursive: true, dereference: true })
  }
  await run('chmod', ['-R', 'a+rX', app])
}

/** Keeps the two stages used last: a test may still be running on the one before. */
function forgetOldStages(instances: string, prefix: string, current: string): void {
  utimesSync(join(instances, current), new Date(), new Date())
  const stages = readdirSync(instances).filter((name) => name.startsWith(prefix) && !name.includes('.part-'))
  const byAge = stages.toSorted((a, b) => statSync(join(instances, b)).mtimeMs - statSync(join(instances, a)).mtimeMs)
  for (const name of byAge.slice(2)) rmSync(join(instances, name), { recursive: true, force: true })
}

/** Elsewhere the official Electron is told the app's path by a two-line script. */
function wrapper(electron: Electron): string {
  const folder = join(cacheFolder(), 'instances', `${digest(checkout)}-${electron.version}`)
  mkdirSync(folder, { recursive: true })
  const windows = process.platform === 'win32'
  const file = join(folder, windows ? 'electron.cmd' : 'electron')
  const script = windows
    ? `@"${electron.executable}" "${checkout}" %*\r\n`
    : `#!/bin/sh\nexec '${electron.executable.replaceAll("'", `'\\''`)}' '${checkout.replaceAll("'", `'\\''`)}' "$@"\n`
  writeFileSync(file, script)
  chmodSync(file, 0o755)
  return file
}
