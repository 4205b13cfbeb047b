import { chromium, type Browser, type Page } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { StartOptions } from './app/command.ts'
import type { AppHome } from './app/home.ts'
import { spawnApp } from './electron-app.ts'

/** An app whose window a test looks into over the debugging port, and whose main process nothing is hooked into. */
export type PlainApp = {
  readonly desk: Page
  /** Crashes the desk's page and answers with the page that is loaded in its place. */
  readonly crashDesk: () => Promise<Page>
  /** Crashes the hidden phone window. */
  readonly crashPhone: () => Promise<void>
  /** Process ids of our utility processes (records, mail). */
  readonly utilities: () => number[]
  /** Ends it as a power cut would (SIGKILL to main; its children follow). */
  readonly kill: () => Promise<void>
}

/**
 * Starts the app for tests that kill it again and again: Playwright's own launcher waits for ever now and then when an app is
 * started right after its predecessor was killed, while the app itself is up (seen with its log).
 * @throws with the app's state when there is no desk within 30 seconds
 */
export async function startPlain(home: AppHome, options: StartOptions = {}): Promise<PlainApp> {
  const end = Date.now() + 40_000
  const { child, url } = await launch(home, options, end)
  let browser = await connect(url)
  const desk = await deskPage(browser, end)
  return {
    desk,
    crashDesk: async () => {
      const session = await desk.context().newCDPSession(desk)
      // It never answers: what should have answered is gone.
      void session.send('Page.crash').catch(() => undefined)
      await wait(1000)
      await browser.close()
      browser = await connect(url)
      return deskPage(browser, Date.now() + 30_000)
    },
    crashPhone: async () => {
      const phone = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((page) => page.url().startsWith('app://phone/'))
      if (!phone) throw new Error('there is no phone window')
      const session = await phone.context().newCDPSession(phone)
      void session.send('Page.crash').catch(() => undefined)
    },
    utilities: () => utilitiesOf(child.pid ?? 0),
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await browser.close().catch(() => undefined)
    },
  }
}

/** Now and then an attachment never ends when a window is just being loaded for the first time; the next one does. */
export async function connect(url: string): Promise<Browser> {
  for (let tries = 1; ; tries++) {
    try {
      return await chromium.connectOverCDP(url, { timeout: 6000 })
    } catch (error) {
      if (tries === 4) throw error
    }
  }
}

/** Electron runs them as Chromium utilities with this service; nothing else of Chromium's has it. */
function utilitiesOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (name) =>
        read(`/proc/${name}/cmdline`).includes('node.mojom.NodeService') &&
        new RegExp(`\\) [RSD] ${pid} `).test(read(`/proc/${name}/stat`)),
    )
    .map(Number)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** A busy display server now and then ends a start by a signal before the app has said a word; that start is told of and repeated once. */
async function launch(home: AppHome, options: StartOptions, end: number): Promise<{ child: ChildProcess; url: string }> {
  for (let tries = 1; ; tries++) {
    const child = spawnApp(home, { ...options, switches: ['--remote-debugging-port=0', ...(options.switches ?? [])] })
    try {
      return { child, url: await address(child, end) }
    } catch (error) {
      if (tries === 2 || child.signalCode === null) throw error
      console.log(`a start ended with ${child.signalCode}; starting once more`)
    }
  }
}

function address(child: ChildProcess, end: number): Promise<string> {
  return new Promise((done, failed) => {
    let said = ''
    const timer = setTimeout(() => failed(new Error(`no debugging port; it said: ${said.slice(-2000)}`)), end - Date.now())
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(timer)
      done(found)
    })
    child.once('exit', (code) => failed(new Error(`it ended with ${code}; it said: ${said.slice(-2000)}`)))
  })
}

async function deskPage(browser: Browser, end: number): Promise<Page> {
  for (; Date.now() < end; await wait(30)) {
    const desk = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith('app://desk/'))
    if (desk) return desk
  }
  throw new Error('no desk window within 30 s')
}
