import { chromium, type Browser, type Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { StartOptions } from './app/command.ts'
import type { AppHome } from './app/home.ts'
import { spawnApp } from './electron-app.ts'
import { freePorts } from './lab/ports.ts'

/** An app that ends and starts itself anew: a new process each time, found again by its home and its debugging port. */
export type ComingAgain = {
  /** The desk of the process that runs now, once it is another than the last one that was asked for. */
  readonly nextDesk: () => Promise<Page>
  /** Switches the process that runs now was started with. */
  readonly switches: () => string[]
  /** Ends whatever of it runs. */
  readonly end: () => Promise<void>
}

/**
 * Starts the app with a debugging port that stays the same when it starts itself anew.
 * @param home its process is known by this home's folder, which no other app has
 * @param options how to start it
 */
export async function startComingAgain(home: AppHome, options: StartOptions): Promise<ComingAgain> {
  // Where no outgoing connection can take it while the app is away.
  const { WS_PORT: port } = await freePorts()
  spawnApp(home, { ...options, switches: [`--remote-debugging-port=${port}`, ...(options.switches ?? [])] })
  let known: number | null = null
  let browser: Browser | null = null
  return {
    nextDesk: async () => {
      for (const end = Date.now() + 60_000; Date.now() < end; await wait(200)) {
        const pid = mainProcess(home)
        if (pid === null || pid === known) continue
        await browser?.close().catch(() => undefined)
        browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 }).catch(() => null)
        const desk = browser
          ?.contexts()
          .flatMap((context) => context.pages())
          .find((page) => page.url().startsWith('app://desk/'))
        if (!desk || mainProcess(home) !== pid) continue
        known = pid
        return desk
      }
      throw new Error('no new process with a desk within a minute')
    },
    switches: () => commandLine(mainProcess(home) ?? 0).slice(1),
    end: async () => {
      await browser?.close().catch(() => undefined)
      for (const end = Date.now() + 10_000; Date.now() < end; await wait(100)) {
        const pid = mainProcess(home)
        if (pid === null) return
        process.kill(pid, 'SIGKILL')
      }
    },
  }
}

/** The process with this home that is no child of Chromium's. */
function mainProcess(home: AppHome): number | null {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      const words = commandLine(Number(name))
      return words.includes(`--user-data-dir=${home.userData}`) && !words.some((word) => word.startsWith('--type='))
    })
  return found === undefined ? null : Number(found)
}

/** A process that was started anew has its words joined by spaces: Chromium gave itself another title. Our folders have none in their names. */
function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/).filter(Boolean)
  } catch {
    return []
  }
}
