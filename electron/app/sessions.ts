import { session, type Session } from 'electron'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { fingerprints, guardCertificates } from '../security/certificates.ts'
import { deskPolicy, phonePolicy, popPolicy } from '../security/csp.ts'
import type { Letters } from '../security/letters.ts'
import { lockSession } from '../security/lock-session.ts'
import { deskPermissions, guardPermissions, phonePermissions } from '../security/permissions.ts'
import { deskOrigin } from './desk-window.ts'
import { socketDoctor } from './diagnose-socket.ts'
import { phoneOrigin } from './phone-window.ts'
import { popOrigin } from './pop-window.ts'

export interface Sessions {
  readonly desk: Session
  readonly phone: Session
  readonly pop: Session
}

/**
 * What each window may load, ask for and trust. The default session belongs to no window of ours and may nothing.
 * @param pages folder of the built windows
 * @param sockets origins of the exchange, for the phone window alone
 * @param pems certificates the profile trusts besides the system's
 * @param socketFailed hears why a socket of the phone window failed (Chromium's `net::ERR_…`)
 */
export function secureSessions(
  pages: string,
  letters: Letters,
  sockets: () => string[],
  pems: readonly string[],
  socketFailed: (url: string, error: string) => void,
): Sessions {
  const desk = session.fromPartition('persist:desk')
  const phone = session.fromPartition('persist:phone')
  // In memory: the call pop keeps nothing.
  const pop = session.fromPartition('pop')
  lockSession(session.defaultSession, () => [])
  lockSession(desk, () => [])
  lockSession(phone, sockets)
  lockSession(pop, () => [])
  guardPermissions(session.defaultSession, [], '')
  guardPermissions(desk, deskPermissions, deskOrigin)
  guardPermissions(phone, phonePermissions, phoneOrigin)
  guardPermissions(pop, [], popOrigin)
  const trusted = fingerprints(pems)
  guardCertificates(phone, () => trusted)
  // A page cannot know why its socket failed; the network can say it.
  const diagnose = socketDoctor(socketFailed)
  phone.webRequest.onErrorOccurred({ urls: ['ws://*/*', 'wss://*/*'] }, (details) => void diagnose(details.url))
  serveApp(desk, { desk: fileHost(pages, 'desk', deskPolicy), letter: letters.host })
  serveApp(phone, { phone: fileHost(pages, 'phone', () => phonePolicy(sockets())) })
  serveApp(pop, { pop: fileHost(pages, 'pop', () => popPolicy) })
  return { desk, phone, pop }
}
