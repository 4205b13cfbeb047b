import { screen, type BrowserWindow } from 'electron'
import type { JsonStore } from '../policy/json-store.ts'
import { rescued, type Area, type WindowState } from './window-state.ts'

const settledMs = 500

/** Work areas of the screens there are, the primary one's first. */
export function screensNow(): Area[] {
  const primary = screen.getPrimaryDisplay().id
  return screen
    .getAllDisplays()
    .toSorted((a, b) => Number(b.id === primary) - Number(a.id === primary))
    .map((display) => display.workArea)
}

/**
 * Keeps where a window stands, a moment after every change (a quit or a power cut tells no window that it closes), and fetches it back
 * when its screen is unplugged or shrinks.
 */
export function keepPlace(window: BrowserWindow, state: JsonStore<WindowState>): void {
  let timer: NodeJS.Timeout | null = null
  const keep = (): void => {
    timer = null
    if (window.isDestroyed() || window.isMinimized()) return
    const { height, width, x, y } = window.getNormalBounds()
    state.set({ x, y, width, height, maximized: window.isMaximized(), fullScreen: window.isFullScreen() })
  }
  const later = (): void => {
    timer ??= setTimeout(keep, settledMs)
  }
  for (const change of ['resize', 'move'] as const) window.on(change as 'resize', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('enter-full-screen', later)
  window.on('leave-full-screen', later)
  window.on('close', keep)
  const rescue = (): void => {
    if (window.isDestroyed() || window.isMaximized() || window.isFullScreen()) return
    const place = rescued(window.getNormalBounds(), screensNow())
    if (place) window.setBounds(place)
  }
  screen.on('display-removed', rescue)
  screen.on('display-metrics-changed', rescue)
  window.on('closed', () => {
    if (timer) clearTimeout(timer)
    screen.off('display-removed', rescue)
    screen.off('display-metrics-changed', rescue)
  })
}
