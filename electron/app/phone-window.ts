import { webContents, type Session } from 'electron'
import { phonePipe } from '../ipc/router.ts'
import type { Log } from '../diagnostics/log.ts'
import { launchHidden } from './hidden-window.ts'
import type { Launch } from './supervised.ts'

export const phoneOrigin = 'app://phone'

/**
 * Lends the hidden page a click that the person made in the desk: what Chromium gives only to a page somebody touched is asked for by
 * this one. It lasts some seconds and does nothing by itself.
 */
export async function lendClick(session: Session): Promise<void> {
  const page = webContents.getAllWebContents().find((each) => each.session === session)
  await page?.executeJavaScript('void 0', true)
}

/** The hidden window that holds the calls: throttled it would miss some, and the first ring of the day comes before any click. */
export function launchPhone(session: Session, preload: string, log: Log): Launch {
  const page = { title: 'Courtesy phone', origin: phoneOrigin, page: '/phone/index.html', name: 'phone' }
  return launchHidden({ session, preload, ...page, pipe: phonePipe }, log)
}
