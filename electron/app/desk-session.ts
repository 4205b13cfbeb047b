import { session, type Session } from 'electron'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { deskPolicy } from '../security/csp.ts'
import type { Letters } from '../security/letters.ts'
import { lockSession } from '../security/lock-session.ts'
import { serveRecordings, type Sounds } from '../security/recording-protocol.ts'
import { deskPermissions, guardPermissions } from '../security/permissions.ts'
import { deskOrigin } from './desk-window.ts'

/**
 * What the desk may load and ask for. The default session belongs to no window of ours and may nothing.
 * @param pages folder of the built windows
 * @param first what the desk draws before it has asked anything
 */
export function secureDesk(pages: string, letters: Letters, sounds: Sounds, first: () => Snapshot | null): Session {
  const desk = session.fromPartition('persist:desk')
  for (const each of [session.defaultSession, desk]) lockSession(each, () => [])
  guardPermissions(session.defaultSession, [], '')
  guardPermissions(desk, deskPermissions, deskOrigin)
  serveRecordings(desk, sounds)
  serveApp(desk, { desk: fileHost(pages, 'desk', deskPolicy, first), letter: letters.host })
  return desk
}
