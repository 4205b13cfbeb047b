import type { ElectronApplication, Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { attach } from './app/attach.ts'
import { startCommand, type StartOptions } from './app/command.ts'
import { makeHome, type AppHome } from './app/home.ts'

/** An app under test with Playwright at its controls. */
export type TestApp = {
  readonly electron: ElectronApplication
  /** The visible window. */
  readonly desk: Page
  readonly home: AppHome
  /** Process id of the main process. */
  readonly pid: number
  /** Ends it as a power cut would (SIGKILL to main; its children follow). */
  readonly kill: () => Promise<void>
  /** Quits it; kills it when it does not go within ten seconds. Its home stays. */
  readonly close: () => Promise<void>
}

const DESK = 'app://desk/desk/index.html'

/**
 * Starts the built app as an ordinary user with the sandbox on and waits for its desk window.
 * @param home where it lives; a fresh one without a profile by default
 * @param options how to start it
 * @throws with the app's own output when it does not open a desk
 */
export async function startApp(home: AppHome = makeHome(), options: StartOptions = {}): Promise<TestApp> {
  const { script, switches } = startCommand(home, options)
  const electron = await attach({
    executablePath: script,
    args: switches,
    chromiumSandbox: true,
    cwd: home.folder,
    env: { ...environment(), ...options.env },
  })
  // Kept: Playwright forgets the process of an app that has ended.
  const child = electron.process()
  keepLog(child, home)
  try {
    const pid = await pidOf(electron)
    const desk = await deskWindow(electron)
    return { electron, desk, home, pid, kill: () => killApp(child, pid), close: () => closeApp(electron, child, pid) }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The app did not open its desk:\n${readFileSync(home.log, 'utf8').slice(-4000)}`, { cause: error })
  }
}

/**
 * Starts the built app without Playwright, for tests that only kill it or read its exit code.
 * @returns the child process; its output goes to the home's log
 */
export function spawnApp(home: AppHome, options: StartOptions = {}): ChildProcess {
  const { script, switches } = startCommand(home, options)
  const child = spawn(script, switches, {
    cwd: home.folder,
    env: { ...environment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  keepLog(child, home)
  return child
}

const pidOf = (electron: ElectronApplication): Promise<number> => askedAgain(() => electron.evaluate(() => process.pid))

/** Asks main again when V8 collected the inspector's promise, as it may while the app loads (seen on a busy machine; the app itself is well). */
export async function askedAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === 3 || !(error instanceof Error && error.message.includes('garbage collected'))) throw error
    }
  }
}

/** Our environment without what would change how Electron starts. */
function environment(): Record<string, string> {
  const {
    ELECTRON_RUN_AS_NODE: _node,
    NODE_OPTIONS: _options,
    DBUS_SESSION_BUS_ADDRESS: _bus,
    XDG_RUNTIME_DIR: _dir,
    ...rest
  } = process.env
  return Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function keepLog(child: ChildProcess, home: AppHome): void {
  const log = createWriteStream(home.log, { flags: 'a' })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  child.once('close', () => log.end())
}

async function deskWindow(electron: ElectronApplication): Promise<Page> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const desk = electron.windows().find((page) => page.url().startsWith(DESK))
    if (desk !== undefined) {
      await desk.waitForLoadState('domcontentloaded')
      return desk
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(
    `no window shows ${DESK}; there are: ${electron
      .windows()
      .map((page) => page.url())
      .join(', ')}`,
  )
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function gone(child: ChildProcess): Promise<void> {
  if (!ended(child)) await once(child, 'exit')
}

async function killApp(child: ChildProcess, pid: number): Promise<void> {
  if (!ended(child)) killNow(pid)
  await gone(child)
}

async function closeApp(electron: ElectronApplication, child: ChildProcess, pid: number): Promise<void> {
  if (ended(child)) return
  const stubborn = setTimeout(() => killNow(pid), 10_000)
  await Promise.allSettled([electron.close(), gone(child)])
  clearTimeout(stubborn)
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went in the same moment.
  }
}
