import { BrowserWindow, type Session } from 'electron'
import { phonePipe, type TrustedWindow } from '../ipc/router.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Launch } from './supervised.ts'
import { safePreferences } from './window-preferences.ts'

export const phoneOrigin = 'app://phone'

/**
 * The hidden window that holds the calls. It is never throttled (timers of a hidden page would slow to one a minute and calls be missed)
 * and may make sound without a click (the first ring of the day).
 */
export function launchPhone(session: Session, preload: string, log: Log): Launch {
  return (exited) => {
    const window = new BrowserWindow({
      show: false,
      width: 300,
      height: 200,
      skipTaskbar: true,
      title: 'Courtesy phone',
      webPreferences: {
        ...safePreferences(session, preload),
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    })
    const { webContents } = window
    let closed = false
    const gone = (reason: string): void => {
      if (closed) return
      closed = true
      if (!window.isDestroyed()) window.destroy()
      exited(reason)
    }
    webContents.on('render-process-gone', (_event, details) => gone(details.reason))
    webContents.on('unresponsive', () => log('warn', 'phone.unresponsive'))
    window.on('closed', () => gone('closed'))
    webContents.on('did-fail-load', (_event, code, text) => gone(`did not load: ${code} ${text}`))
    // Deferred: `exited` may be called, and what it closes over read, only after the launch has returned.
    setImmediate(() => {
      if (!closed) window.loadURL(`${phoneOrigin}/phone/index.html`).catch((error: unknown) => gone(String(error)))
    })
    const trusted: TrustedWindow = { contents: () => (window.isDestroyed() ? null : webContents), origin: phoneOrigin }
    const pipe = phonePipe(trusted, log)
    // The page listens only once it has run: what main says earlier waits here.
    let loaded = false
    const early: unknown[] = []
    webContents.once('did-finish-load', () => {
      loaded = true
      for (const message of early.splice(0)) pipe.post(message)
    })
    return {
      pipe: {
        post: (message) => {
          if (loaded) pipe.post(message)
          else early.push(message)
        },
        listen: pipe.listen,
      },
      kill: () => gone('stopped'),
    }
  }
}
