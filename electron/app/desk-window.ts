import { BrowserWindow, type Session, type WebContents } from 'electron'
import type { Log } from '../diagnostics/log.ts'
import type { JsonStore } from '../policy/json-store.ts'
import { afterCrash } from './back-off.ts'
import { safePreferences } from './window-preferences.ts'
import { keepPlace, screensNow } from './window-place.ts'
import { fitToScreens, type WindowState } from './window-state.ts'

export const deskOrigin = 'app://desk'

export interface DeskWindow {
  contents(): WebContents | null
  /** Makes it when there is none, brings it to the front otherwise. */
  show(): void
  window(): BrowserWindow | null
  /** It rings: the window comes into view without taking the keyboard away, and its entry in the task bar flashes. */
  callForAttention(): void
  /** Asks this before a close: true hides the window instead (it has been hidden or minimised by then). */
  keepOnClose(keep: (window: BrowserWindow) => boolean): void
  /** Asks the person when a call would end with it. */
  mayClose(): boolean
  /** Runs when the window has really gone. */
  whenClosed(run: () => void): void
}

/**
 * The visible window. A crash of its page is mended by a reload with back-off; calls live elsewhere and stay up, and the reloaded
 * page asks for a snapshot. `restarted` lets the person see that it happened.
 */
export function deskWindow(options: {
  session: Session
  preload: string
  icon: string
  state: JsonStore<WindowState>
  dark: () => boolean
  /** Of the first picture (BCP 47); the snapshot says it again. */
  language: () => string
  /** Size of everything, 1 is usual. */
  zoom: () => number
  mayClose: () => boolean
  /** The first picture is there; told of every window that is made. */
  drawn: () => void
  restarted: (restarts: number) => void
  log: Log
}): DeskWindow {
  let window: BrowserWindow | null = null
  let restarts = 0
  let inARow = 0
  let loadedAt = 0
  let keeps: (window: BrowserWindow) => boolean = () => false
  const onGone = new Set<() => void>()

  const load = (target: BrowserWindow): void => {
    loadedAt = Date.now()
    const page = `${deskOrigin}/desk/index.html?lang=${encodeURIComponent(options.language())}`
    target.loadURL(page).catch((error: unknown) => options.log('error', 'desk.load', { error }))
  }

  const make = (quietly: boolean): BrowserWindow => {
    const state = options.state.get()
    const place = fitToScreens(state, screensNow())
    const made = new BrowserWindow({
      ...place,
      // A screen at a large scale may be smaller than that.
      minWidth: Math.min(900, place.width),
      minHeight: Math.min(600, place.height),
      show: false,
      title: 'Courtesy',
      icon: options.icon,
      autoHideMenuBar: true,
      backgroundColor: options.dark() ? '#12151c' : '#f3f4f7',
      webPreferences: { ...safePreferences(options.session, options.preload), zoomFactor: options.zoom() },
    })
    if (state.maximized) made.maximize()
    if (state.fullScreen) made.setFullScreen(true)
    keepPlace(made, options.state)
    // The title says what waits; the page's own never replaces it.
    made.on('page-title-updated', (event) => event.preventDefault())
    made.once('ready-to-show', () => {
      options.drawn()
      if (quietly) made.showInactive()
      else made.show()
    })
    made.on('close', (event) => {
      if (keeps(made) || !options.mayClose()) event.preventDefault()
    })
    made.on('closed', () => {
      window = null
      for (const run of onGone) run()
    })
    made.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return
      const after = afterCrash(inARow, Date.now() - loadedAt)
      inARow = after.inARow
      restarts += 1
      options.log('error', 'desk.gone', { reason: details.reason, restarts })
      setTimeout(() => {
        if (made.isDestroyed()) return
        load(made)
        options.restarted(restarts)
      }, after.waitMs)
    })
    // A page that is loaded again after a crash starts at the usual size.
    made.webContents.on('did-finish-load', () => made.webContents.setZoomFactor(options.zoom()))
    // Faults of the page itself; the log redacts them.
    made.webContents.on('console-message', (event, level, message) => {
      // Newer Electrons tell it by name on the event, older ones by number behind it.
      const { level: name } = event as { level?: string }
      if (name === undefined ? level >= 3 : name === 'error') options.log('error', 'desk.console', { message })
    })
    made.webContents.on('unresponsive', () => options.log('warn', 'desk.unresponsive'))
    load(made)
    return made
  }

  const show = (): void => {
    if (!window) {
      window = make(false)
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  return {
    show,
    callForAttention() {
      if (!window) {
        window = make(true)
        return
      }
      if (!window.isVisible()) window.showInactive()
      window.flashFrame(true)
      window.once('focus', () => window?.flashFrame(false))
    },
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
    window: () => window,
    keepOnClose: (keep) => void (keeps = keep),
    mayClose: options.mayClose,
    whenClosed: (run) => void onGone.add(run),
  }
}
