import type { BrowserWindow } from 'electron'

/** What becomes of a window that is closed: `hide` only where a tray can fetch it back, `minimize` where none can. */
export function onClose(now: { keep: boolean; quitting: boolean; tray: boolean }): 'close' | 'hide' | 'minimize' {
  if (!now.keep || now.quitting) return 'close'
  return now.tray ? 'hide' : 'minimize'
}

/** Puts a window away; true when it may not be closed after it. */
export function putAway(window: BrowserWindow, how: ReturnType<typeof onClose>): boolean {
  switch (how) {
    case 'close':
      return false
    case 'hide':
      // A hidden full-screen window would leave macOS an empty space.
      if (window.isFullScreen()) window.setFullScreen(false)
      window.hide()
      return true
    case 'minimize':
      window.minimize()
      return true
  }
}
