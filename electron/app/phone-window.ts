import type { Session } from 'electron'
import { phonePipe } from '../ipc/router.ts'
import type { Log } from '../diagnostics/log.ts'
import { launchHidden } from './hidden-window.ts'
import type { Launch } from './supervised.ts'

export const phoneOrigin = 'app://phone'

/** The hidden window that holds the calls: throttled it would miss some, and the first ring of the day comes before any click. */
export function launchPhone(session: Session, preload: string, log: Log): Launch {
  const page = { title: 'Courtesy phone', origin: phoneOrigin, page: '/phone/index.html', name: 'phone' }
  return launchHidden({ session, preload, ...page, pipe: phonePipe }, log)
}
