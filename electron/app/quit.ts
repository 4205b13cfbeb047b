import { app } from 'electron'
import type { Log } from '../diagnostics/log.ts'

const patienceMs = 3000

/**
 * Quits in good order: `work` ends calls, writes what is left and closes the records, in at most three seconds whatever hangs;
 * `stop` ends the processes.
 */
export function quitWell(on: {
  work: () => Promise<void>
  stop: () => void
  whenDeskClosed: (run: () => void) => void
  log: Log
}): {
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
  // The hidden windows (phone, call pop) must not keep the program alive when the desk is closed, and their own end ends nothing.
  on.whenDeskClosed(() => {
    if (!quitting && process.platform !== 'darwin') app.quit()
  })
  return { quitting: () => quitting }
}
