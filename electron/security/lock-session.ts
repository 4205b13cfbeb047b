import type { Session } from 'electron'

/**
 * Lets a session load nothing but what its own pages are made of, as a second wall behind the policies: whatever a letter or a
 * mistake asks for, no packet leaves. `sockets` are the exchange's addresses (phone window only).
 */
export function lockSession(session: Session, sockets: () => readonly string[]): void {
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url, sockets()) }))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.allowNTLMCredentialsForDomains('')
}

/** `app:`, `recording:`, `data:`, `blob:` of our own pages, the tools of an unpackaged start, and the given socket origins. */
export function mayLoad(url: string, sockets: readonly string[]): boolean {
  if (/^(app|recording|data|blob|devtools):/i.test(url)) return true
  return sockets.some((origin) => url === origin || url.startsWith(`${origin}/`) || url.startsWith(`${origin}?`))
}
