import { session, type Session } from 'electron'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { fingerprints, guardCertificates } from '../security/certificates.ts'
import { deskPolicy, phonePolicy } from '../security/csp.ts'
import type { Letters } from '../security/letters.ts'
import { lockSession } from '../security/lock-session.ts'
import { deskPermissions, guardPermissions, phonePermissions } from '../security/permissions.ts'
import { deskOrigin } from './desk-window.ts'
import { phoneOrigin } from './phone-window.ts'

export interface Sessions {
  readonly desk: Session
  readonly phone: Session
  /** Host whose certificate was refused within the last ten seconds, or null. */
  refusedHost(): string | null
}

/**
 * What each window may load, ask for and trust. The default session belongs to no window of ours and may nothing.
 * @param pages folder of the built windows
 * @param sockets origins of the exchange, for the phone window alone
 * @param pems certificates the profile trusts besides the system's
 */
export function secureSessions(pages: string, letters: Letters, sockets: () => string[], pems: readonly string[]): Sessions {
  const desk = session.fromPartition('persist:desk')
  const phone = session.fromPartition('persist:phone')
  lockSession(session.defaultSession, () => [])
  lockSession(desk, () => [])
  lockSession(phone, sockets)
  guardPermissions(session.defaultSession, [], '')
  guardPermissions(desk, deskPermissions, deskOrigin)
  guardPermissions(phone, phonePermissions, phoneOrigin)
  const trusted = fingerprints(pems)
  let refused: { host: string; at: number } | null = null
  guardCertificates(
    phone,
    () => trusted,
    (host) => {
      refused = { host, at: Date.now() }
    },
  )
  serveApp(desk, { desk: fileHost(pages, 'desk', deskPolicy), letter: letters.host })
  serveApp(phone, { phone: fileHost(pages, 'phone', () => phonePolicy(sockets())) })
  return { desk, phone, refusedHost: () => (refused !== null && Date.now() - refused.at < 10_000 ? refused.host : null) }
}
