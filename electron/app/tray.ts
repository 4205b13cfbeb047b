import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import type { Log } from '../diagnostics/log.ts'
import type { TrayAct, TrayView } from './tray-view.ts'

export interface AppTray {
  show(view: TrayView): void
  remove(): void
}

/**
 * Our icon in the system's tray. Where there is none, nothing is shown and nothing breaks.
 * @param icons folder with the pictures; `name-16.png` and `name-24.png`, each with its `@2x`
 */
export function appTray(icons: string, act: (wanted: TrayAct) => void, log: Log): AppTray {
  let tray: Tray | null = null
  let failed = false
  let last = ''
  const size = process.platform === 'linux' ? 24 : 16
  return {
    show(view) {
      const now = JSON.stringify(view)
      if (failed || now === last) return
      last = now
      try {
        const image = nativeImage.createFromPath(join(icons, `${view.icon}-${size}.png`))
        if (tray === null) {
          tray = new Tray(image)
          // On Linux a click opens the menu by itself where the desktop wants it so.
          tray.on('click', () => act({ do: 'open' }))
        } else tray.setImage(image)
        tray.setToolTip(view.tip)
        tray.setContextMenu(
          Menu.buildFromTemplate(
            view.items.map((item) =>
              item === null
                ? { type: 'separator' }
                : {
                    label: item.label.replaceAll('&', '&&'),
                    ...(item.checked === undefined ? {} : { type: 'radio' as const, checked: item.checked }),
                    click: () => act(item.act),
                  },
            ),
          ),
        )
      } catch (error) {
        failed = true
        log('warn', 'tray', { error })
      }
    },
    remove() {
      tray?.destroy()
      tray = null
      failed = true
    },
  }
}
