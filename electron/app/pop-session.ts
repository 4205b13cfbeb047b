import { session, type Session } from 'electron'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { popPolicy } from '../security/csp.ts'
import { lockSession } from '../security/lock-session.ts'
import { guardPermissions } from '../security/permissions.ts'
import { popOrigin } from './pop-window.ts'

/**
 * What the call pop may load and ask for: its own page, and nothing.
 * @param pages folder of the built windows
 */
export function securePop(pages: string): Session {
  // In memory: the call pop keeps nothing.
  const pop = session.fromPartition('pop')
  lockSession(pop, () => [])
  guardPermissions(pop, [], popOrigin)
  serveApp(pop, { pop: fileHost(pages, 'pop', () => popPolicy) })
  return pop
}
