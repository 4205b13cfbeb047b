import { session, type Session } from 'electron'
import { fileHost, serveApp, type HostHandler } from '../security/app-protocol.ts'
import { deskPolicy } from '../security/csp.ts'
import type { Letters } from '../security/letters.ts'
import { lockSession } from '../security/lock-session.ts'
import { deskPermissions, guardPermissions } from '../security/permissions.ts'
import { deskOrigin } from './desk-window.ts'

/**
 * What the desk may load and ask for. The default session belongs to no window of ours and may nothing.
 * @param pages folder of the built windows
 * @param served hears of each file but the page itself that the desk was given
 */
export function secureDesk(pages: string, letters: Letters, served: () => void): Session {
  const desk = session.fromPartition('persist:desk')
  for (const each of [session.defaultSession, desk]) lockSession(each, () => [])
  guardPermissions(session.defaultSession, [], '')
  guardPermissions(desk, deskPermissions, deskOrigin)
  const files = fileHost(pages, 'desk', deskPolicy)
  const counted: HostHandler = async (url) => {
    const answer = await files(url)
    if (!url.endsWith('.html')) served()
    return answer
  }
  serveApp(desk, { desk: counted, letter: letters.host })
  return desk
}
