import { BrowserWindow, screen, type Session, type WebContents } from 'electron'
import type { PopView } from '#shared/contract/pop.ts'
import { sendToPop } from '../ipc/router.ts'
import type { Log } from '../diagnostics/log.ts'
import { popPlace } from './pop-place.ts'
import { safePreferences } from './window-preferences.ts'

export const popOrigin = 'app://pop'

export interface PopWindow {
  /** Shows a call without taking the keyboard away; the same call again only renews the words. */
  show(view: PopView): void
  hide(): void
  /** What is shown; null when hidden. */
  view(): PopView | null
  contents(): WebContents | null
}

/**
 * Our own small window for an incoming call: always on top, at the bottom right of the screen where the pointer is, never focusable.
 * It is made when the first call needs it and kept hidden afterwards; a crashed page is made anew at the next call.
 */
export function popWindow(options: { session: Session; preload: string; log: Log }): PopWindow {
  let window: BrowserWindow | null = null
  let view: PopView | null = null
  let ready = false

  const make = (): BrowserWindow => {
    ready = false
    const made = new BrowserWindow({
      ...popPlace(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea),
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      focusable: false,
      acceptFirstMouse: true,
      skipTaskbar: true,
      alwaysOnTop: true,
      // The page names it in the language of the desk.
      title: 'Courtesy',
      ...(process.platform === 'darwin' ? { type: 'panel' } : process.platform === 'linux' ? { type: 'notification' } : {}),
      webPreferences: safePreferences(options.session, options.preload),
    })
    made.setAlwaysOnTop(true, 'screen-saver')
    if (process.platform !== 'win32') made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    made.once('ready-to-show', () => {
      ready = true
      if (view !== null) appear(made)
    })
    made.on('closed', () => {
      if (window === made) window = null
    })
    made.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit') options.log('error', 'pop.gone', { reason: details.reason })
      if (!made.isDestroyed()) made.destroy()
    })
    made.loadURL(`${popOrigin}/pop/index.html`).catch((error: unknown) => options.log('error', 'pop.load', { error }))
    return made
  }

  const appear = (target: BrowserWindow): void => {
    if (!target.isVisible()) {
      target.setBounds(popPlace(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea))
      target.showInactive()
    }
    target.moveTop()
  }

  const contents = (): WebContents | null => (window && !window.isDestroyed() ? window.webContents : null)

  return {
    show(next) {
      view = next
      window ??= make()
      // The page asks for its first view itself.
      sendToPop(contents(), next)
      if (ready) appear(window)
    },
    hide() {
      if (view === null) return
      view = null
      // Emptied too, so that the next caller never appears under the last one's name.
      sendToPop(contents(), null)
      window?.hide()
    },
    view: () => view,
    contents,
  }
}
