import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRoot } from '../system/debian.ts'
import { PlainFailure, say } from '../system/words.ts'

/**
 * The folder outside git where prepared Electrons live: the one `COURTESY_CACHE` names, or the user's own. Root's lies where an ordinary user can read it, because tests start
 * Electron as one.
 * @returns an existing absolute path
 */
export function cacheFolder(): string {
  const named = process.env['COURTESY_CACHE']
  const usual = isRoot() && process.platform === 'linux' ? '/var/cache/courtesy' : join(userCache(), 'courtesy')
  const folder = named !== undefined && isAbsolute(named) ? named : usual
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

function userCache(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches')
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local')
  const xdg = process.env['XDG_CACHE_HOME']
  return xdg?.startsWith('/') ? xdg : join(homedir(), '.cache')
}

/**
 * Fills a folder so that others see it whole or not at all: work goes into a temporary folder beside it, a rename publishes it.
 * @param target the folder to appear; when it is there already, nothing is done
 * @param fill gets the temporary folder
 * @returns the target
 */
export async function appear(target: string, fill: (temporary: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target
  const temporary = `${target}.part-${randomUUID()}`
  mkdirSync(temporary, { recursive: true, mode: 0o755 })
  try {
    await fill(temporary)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

const LOCK_PATIENCE_MS = 15 * 60_000

/**
 * Runs one piece of work at a time across processes. The lock is a file holding the owner's process id, so that a killed owner
 * does not block the next one.
 * @param file the lock file
 * @param work what to do while holding it
 * @throws PlainFailure when another living process holds it for a quarter of an hour
 */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + LOCK_PATIENCE_MS
  for (let told = false; !take(file); told = true) {
    if (!told) say('another process is preparing Electron; waiting for it')
    if (Date.now() > until) throw new PlainFailure(`another process holds ${file} for too long; delete it if none is running`)
    await wait(500)
  }
  try {
    sweep(dirname(file))
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Throws away what killed predecessors left half done; only the holder of the lock may. */
function sweep(folder: string): void {
  for (const at of [folder, join(folder, 'instances')]) {
    const names = existsSync(at) ? readdirSync(at) : []
    for (const name of names) if (/^fetch-|\.part-/.test(name)) rmSync(join(at, name), { recursive: true, force: true })
  }
}

function take(file: string): boolean {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    // A hard link appears with its content at once; a reader can never meet an empty lock.
    linkSync(mine, file)
    return true
  } catch {
    if (ownerIsGone(file)) rmSync(file, { force: true })
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

function ownerIsGone(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
