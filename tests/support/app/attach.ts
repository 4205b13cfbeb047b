import { _electron, type ElectronApplication } from '@playwright/test'

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

const ATTEMPTS = 3
const PATIENCE_MS = 30_000

/**
 * Launches an Electron under Playwright. About one launch in forty hangs inside Playwright when it attaches in the moment a window
 * navigates for the first time (our Electron has no default app, so Playwright's loader cannot hold the windows back); the app
 * itself runs well then. Such a launch is ended and tried again; an app that ends or prints an error by itself is not.
 * @param options Playwright's options
 */
export async function attach(options: LaunchOptions): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ timeout: PATIENCE_MS, ...options })
    } catch (error) {
      const hung = error instanceof Error && /Timeout \d+ms exceeded/.test(error.message)
      if (!hung || attempt === ATTEMPTS) throw error
      console.log(`Playwright did not attach within ${PATIENCE_MS / 1000} s; launching once more`)
    }
  }
}
