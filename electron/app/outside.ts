import { app, powerMonitor } from 'electron'
import { parseLink, type Prefill } from './deep-link.ts'

/**
 * What reaches a running Courtesy from outside: a second start, links of other programs, waking up.
 * @returns how to open the links of the first start, once the desk is there to show them; those that come before wait for it too.
 */
export function watchOutside(on: {
  show: () => void
  prefill: (prefill: Prefill) => void
  wake: () => void
}): (links: readonly string[]) => void {
  let early: string[] | null = []
  const openLinks = (links: readonly string[]): void => {
    if (early) return void early.push(...links)
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
  if (app.isPackaged) for (const scheme of ['tel', 'callto', 'sip', 'mailto']) app.setAsDefaultProtocolClient(scheme)
  return (links) => {
    const all = [...links, ...(early ?? [])]
    early = null
    openLinks(all)
  }
}
