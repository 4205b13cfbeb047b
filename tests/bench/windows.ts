import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findRuntime } from '../../electron/tools/runtime/find.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { startCommand } from '../support/app/command.ts'
import { makeHome, type AppHome } from '../support/app/home.ts'
import { treePss } from './memory.ts'

/** One start: milliseconds from the launch to a box one can type into, and MiB of all processes when idle. */
export interface Start {
  readonly usableMs: number
  readonly pssMiB: number | null
}

/** An Electron whose app is nothing but one window; made for one run. */
export async function bareExecutable(): Promise<{ executable: string; remove: () => void }> {
  const { folder } = (await findRuntime()).electron
  const own = mkdtempSync(join(tmpdir(), 'courtesy-bare-'))
  execFileSync('chmod', ['755', own])
  execFileSync('cp', ['-a', `${folder}/.`, own])
  cpSync(inCheckout('tests/bench/bare'), join(own, 'resources/app'), { recursive: true })
  return { executable: join(own, 'electron'), remove: () => rmSync(own, { recursive: true, force: true }) }
}

/** Longer than any start takes. */
const PATIENCE_MS = 30_000

/** {@link oneStart}; a launch that hangs in Playwright or dies as it attaches is told of and measured anew (see `app/attach.ts`). */
export async function measureStart(home: AppHome, executable: string | undefined, idleMs: number | null): Promise<Start> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await oneStart(home, executable, idleMs)
    } catch (error) {
      if (attempt === 4) throw error
      process.stderr.write(`a start was not measured: ${String(error).slice(0, 200)}\n`)
    }
  }
}

/**
 * Starts an app and waits for the box named *Number or name*; both apps are launched and looked at in the same way, so what the
 * looking costs is in both.
 * @param idleMs how long to let it rest before its memory is read; null to leave the memory alone
 */
async function oneStart(home: AppHome, executable: string | undefined, idleMs: number | null): Promise<Start> {
  const { script, switches } = startCommand(home, {}, executable)
  const before = performance.now()
  const electron = await _electron.launch({
    executablePath: script,
    args: executable === undefined ? switches : switches.filter((each) => !each.startsWith('--profile')),
    chromiumSandbox: true,
    timeout: PATIENCE_MS,
  })
  try {
    const box = (await visible(electron)).getByLabel('Number or name').first()
    await box.waitFor({ state: 'visible', timeout: PATIENCE_MS })
    await box.fill('1', { timeout: 20_000 })
    const usableMs = performance.now() - before
    if (idleMs === null) return { usableMs, pssMiB: null }
    await wait(idleMs)
    const pid = await electron.evaluate(() => process.pid)
    return { usableMs, pssMiB: treePss(pid) }
  } finally {
    await electron.close()
  }
}

/** The window a person sees: the desk, or the bare one; not the hidden phone. */
async function visible(electron: ElectronApplication): Promise<Page> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    if (electron.process().exitCode !== null || Date.now() > end) throw new Error('no window came')
    const page = electron.windows().find((each) => /^(app:\/\/desk|file:)/.test(each.url()))
    if (page) return page
    await wait(5)
  }
}

/** A home whose records exist already, so that what is measured is a working day's start and not the first one ever. */
export async function benchHome(profile: object): Promise<AppHome> {
  const home = makeHome(profile, { 'db.key': { text: 'k'.repeat(64) } })
  await measureStart(home, undefined, null)
  return home
}
