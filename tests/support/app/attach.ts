import { _electron, type ElectronApplication } from '@playwright/test'

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

const ATTEMPTS = 4
/** Several times what an attachment takes on a busy machine; a hung one never ends. */
const PATIENCE_MS = 15_000

/**
 * Launches an Electron under Playwright. About one launch in forty hangs inside Playwright when it attaches in the moment a window
 * navigates for the first time (our Electron has no default app, so Playwright's loader cannot hold the windows back); the app
 * itself runs well then. Now and then (once in some hundreds) Electron 33 dies of a SIGSEGV in the very moment the debugger attaches,
 * before any native code of ours is loaded. Such launches are told of and tried again; an app that ends or prints an error by itself is not.
 * @param options Playwright's options
 */
export async function attach(options: LaunchOptions): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ timeout: PATIENCE_MS, ...options })
    } catch (error) {
      const words = error instanceof Error ? error.message : ''
      const died = /Debugger attached[\s\S]*signal=SIGSEGV/.test(words)
      if (!(died || /Timeout \d+ms exceeded/.test(words)) || attempt === ATTEMPTS) throw error
      console.log(`Playwright did not attach${died ? ' (SIGSEGV)' : ` within ${PATIENCE_MS / 1000} s`}; launching once more`)
    }
  }
}
