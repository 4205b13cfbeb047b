import { join } from 'node:path'
import { app, nativeImage, type BrowserWindow } from 'electron'
import { badgeTitle } from '#shared/domain/badges.ts'

/**
 * Shows how much waits: on the icon where the system can (macOS, Unity's launcher), as a picture over it on Windows, and in the
 * window's title everywhere.
 * @param icons folder with `badge-1.png` … `badge-9.png` and `badge-more.png`
 */
export function appBadge(icons: string, window: () => BrowserWindow | null): (count: number, said: string) => void {
  return (count, said) => {
    if (process.platform === 'darwin' || process.platform === 'linux') app.setBadgeCount(count)
    const shown = window()
    if (!shown || shown.isDestroyed()) return
    shown.setTitle(badgeTitle(count, 'Courtesy'))
    if (process.platform !== 'win32') return
    const picture = join(icons, `badge-${count > 9 ? 'more' : count}.png`)
    shown.setOverlayIcon(count > 0 ? nativeImage.createFromPath(picture) : null, count > 0 ? said : '')
  }
}
