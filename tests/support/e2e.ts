import { test as base } from '@playwright/test'
import { existsSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StartOptions } from './app/command.ts'
import { makeHome, type AppHome } from './app/home.ts'
import { startApp, type TestApp } from './electron-app.ts'

/** What an end-to-end test starts apps with; apps still open at its end are closed, homes removed, logs of a failed test kept. */
type Fixtures = {
  readonly home: typeof makeHome
  readonly start: (home?: AppHome, options?: StartOptions) => Promise<TestApp>
}

/** Playwright's test with our fixtures: `test('…', async ({ start }) => { const app = await start() … })`. */
export const test = base.extend<Fixtures & { homes: AppHome[]; apps: TestApp[] }>({
  homes: async ({}, use, info) => {
    const homes: AppHome[] = []
    await use(homes)
    for (const [index, home] of homes.entries()) {
      if (info.status !== info.expectedStatus && existsSync(home.log)) {
        mkdirSync(info.outputDir, { recursive: true })
        cpSync(home.log, join(info.outputDir, `app-${index}.log`))
      }
      home.remove()
    }
  },
  apps: async ({ homes: _homes }, use, info) => {
    const apps: TestApp[] = []
    await use(apps)
    for (const [index, app] of apps.entries()) {
      if (info.status !== info.expectedStatus) {
        await app.desk.screenshot({ path: join(info.outputDir, `desk-${index}.png`), timeout: 5000 }).catch(() => undefined)
      }
      await app.close()
    }
  },
  home: async ({ homes }, use) => {
    await use((...given) => {
      const home = makeHome(...given)
      homes.push(home)
      return home
    })
  },
  start: async ({ apps, home }, use) => {
    await use(async (where = home(), options = {}) => {
      const app = await startApp(where, options)
      apps.push(app)
      return app
    })
  },
})

export { expect } from '@playwright/test'
