import { BrowserWindow, type Session } from 'electron'
import type { Pipe } from '#shared/contract/rpc.ts'
import type { TrustedWindow } from '../ipc/router.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Launch } from './supervised.ts'
import { safePreferences } from './window-preferences.ts'

/**
 * A hidden window that works with sound. It is never throttled (timers of a hidden page would slow to one a minute) and may make sound
 * without a click.
 * @param page path below the window's own origin
 */
export function launchHidden(
  options: {
    session: Session
    preload: string
    title: string
    /** `app://phone`. */
    origin: string
    page: string
    /** Word in the log. */
    name: string
    pipe: (window: TrustedWindow, log: Log) => Pipe
  },
  log: Log,
): Launch {
  return (exited) => {
    const window = new BrowserWindow({
      show: false,
      width: 300,
      height: 200,
      skipTaskbar: true,
      title: options.title,
      webPreferences: {
        ...safePreferences(options.session, options.preload),
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
    webContents.on('unresponsive', () => log('warn', `${options.name}.unresponsive`))
    window.on('closed', () => gone('closed'))
    // A frame within the page that is refused is not the page: the calls it holds go on.
    webContents.on('did-fail-load', (_event, code, text, _url, isMainFrame) => {
      if (isMainFrame) gone(`did not load: ${code} ${text}`)
    })
    // Deferred: `exited` may be called, and what it closes over read, only after the launch has returned.
    setImmediate(() => {
      if (!closed) window.loadURL(`${options.origin}${options.page}`).catch((error: unknown) => gone(String(error)))
    })
    const trusted: TrustedWindow = { contents: () => (window.isDestroyed() ? null : webContents), origin: options.origin }
    const pipe = options.pipe(trusted, log)
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
