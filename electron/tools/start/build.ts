import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../system/checkout.ts'
import { show } from '../system/run.ts'
import { PlainFailure, say } from '../system/words.ts'

const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json']
const BUILT = ['out/main/main.js', 'out/preload/desk.cjs', 'out/renderer/desk/index.html']

/**
 * Builds the app into `out/` when it is not built yet or a source is newer than what was built.
 * @throws PlainFailure when the build fails; its messages are on stderr then
 */
export async function ensureBuilt(): Promise<void> {
  const missing = BUILT.some((file) => !existsSync(inCheckout(file)))
  const built = missing ? 0 : Math.min(...BUILT.map((file) => statSync(inCheckout(file)).mtimeMs))
  if (!missing && SOURCES.every((path) => newest(inCheckout(path)) <= built)) return
  say(missing ? 'building (first start)' : 'building (sources changed)')
  await buildNow()
}

/**
 * Builds the app into `out/`.
 * @throws PlainFailure when the build fails; its messages are on stderr then
 */
export async function buildNow(): Promise<void> {
  const code = await show(process.execPath, [
    inCheckout('node_modules/electron-vite/bin/electron-vite.js'),
    ...['build', '--config', inCheckout('electron/electron.vite.config.ts'), '--logLevel', 'warn'],
  ])
  if (code !== 0) throw new PlainFailure('the build failed; see above')
}

/** Time of the youngest file at or below a path, in milliseconds. Our own tools are not part of the app. */
function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path).filter((name) => name !== 'tools' && name !== 'node_modules')
  return Math.max(0, ...inside.map((name) => newest(join(path, name))))
}
