import { app, type WebContents } from 'electron'

/**
 * Locks every page that is ever made, at its making and not per window: no navigation, no redirect, no frame that leaves its letter,
 * no new window, no webview. A click on a link in a letter arrives at `wanted` and goes nowhere by itself.
 */
export function lockNavigation(wanted: (url: string, from: WebContents) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnReload(event.url, contents.getURL())) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame || event.url.startsWith('app://letter/') || event.url === 'about:blank') return
      event.preventDefault()
      wanted(event.url, contents)
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      wanted(url, contents)
      return { action: 'deny' }
    })
  })
}

/** A reload of the very page that is shown is no journey. */
export function isOwnReload(target: string, shown: string): boolean {
  return shown !== '' && target.startsWith('app://') && target.split('#')[0] === shown.split('#')[0]
}
