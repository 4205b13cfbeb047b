import { app, powerMonitor } from 'electron'
import { parseLink, type Prefill } from './deep-link.ts'

/**
 * What reaches a running Courtesy from outside: a second start, links of other programs, waking up.
 * @returns how to open the links of the first start.
 */
export function watchOutside(on: {
  show: () => void
  prefill: (prefill: Prefill) => void
  wake: () => void
}): (links: readonly string[]) => void {
  const openLinks = (links: readonly string[]): void => {
    for (const link of links) {
      const prefill = parseLink(link)
      if (prefill) on.prefill(prefill)
    }
  }
  app.on('second-instance', (_event, argv) => {
    on.show()
    openLinks(argv)
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    openLinks([url])
  })
  app.on('activate', on.show)
  powerMonitor.on('resume', on.wake)
  powerMonitor.on('unlock-screen', on.wake)
  if (app.isPackaged) for (const scheme of ['tel', 'sip', 'mailto']) app.setAsDefaultProtocolClient(scheme)
  return openLinks
}
