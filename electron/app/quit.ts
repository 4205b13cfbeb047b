import { app, BrowserWindow } from 'electron'
import type { Log } from '../diagnostics/log.ts'

const patienceMs = 3000

/**
 * Quits in good order: `work` ends calls, writes what is left and closes the records, in at most three seconds whatever hangs;
 * `stop` ends the processes.
 */
export function quitWell(on: { work: () => Promise<void>; stop: () => void; deskGone: () => boolean; log: Log }): {
  quitting(): boolean
} {
  let quitting = false
  app.on('before-quit', (event) => {
    if (quitting) return
    quitting = true
    event.preventDefault()
    const patience = new Promise<void>((done) => setTimeout(done, patienceMs))
    const work = on.work().catch((error: unknown) => on.log('error', 'quit', { error }))
    void Promise.race([work, patience]).finally(() => {
      on.stop()
      app.exit(0)
    })
  })
  app.on('window-all-closed', () => app.quit())
  // The hidden phone window must not keep the program alive when the desk is closed.
  const watch = (window: BrowserWindow): void => {
    window.on('closed', () => {
      const hiddenOnly = BrowserWindow.getAllWindows().every((each) => !each.isVisible())
      if (!quitting && process.platform !== 'darwin' && on.deskGone() && hiddenOnly) app.quit()
    })
  }
  BrowserWindow.getAllWindows().forEach(watch)
  app.on('browser-window-created', (_event, window) => watch(window))
  return { quitting: () => quitting }
}
