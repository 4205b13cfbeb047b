import { session, type Session } from 'electron'
import type { ChosenHeadset } from '#shared/domain/headset/chosen.ts'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { fingerprints, guardCertificates } from '../security/certificates.ts'
import { phonePolicy } from '../security/csp.ts'
import { mayUseDevice, watchChoosing, type Choosing } from '../security/headsets.ts'
import { lockSession } from '../security/lock-session.ts'
import { guardPermissions, phonePermissions } from '../security/permissions.ts'
import { socketDoctor } from './diagnose-socket.ts'
import { phoneOrigin } from './phone-window.ts'

/**
 * What the phone window may load, ask for and trust.
 * @param pages folder of the built windows
 * @param sockets origins of the exchange
 * @param pems certificates the profile trusts besides the system's
 * @param headsets which were chosen, and who shows what there is to choose from
 * @param socketFailed hears why a socket of the phone window failed (Chromium's `net::ERR_…`)
 */
export function securePhone(
  pages: string,
  sockets: () => string[],
  pems: readonly string[],
  headsets: { chosen(): readonly ChosenHeadset[]; readonly choosing: Choosing },
  socketFailed: (url: string, error: string) => void,
): Session {
  const phone = session.fromPartition('persist:phone')
  lockSession(phone, sockets)
  guardPermissions(phone, phonePermissions, phoneOrigin, (asked) => mayUseDevice(asked, phoneOrigin, headsets.chosen()))
  watchChoosing(phone, phoneOrigin, headsets.choosing)
  const trusted = fingerprints(pems)
  guardCertificates(phone, () => trusted)
  // A page cannot know why its socket failed; the network can say it.
  const diagnose = socketDoctor(socketFailed)
  phone.webRequest.onErrorOccurred({ urls: ['ws://*/*', 'wss://*/*'] }, (details) => void diagnose(details.url))
  serveApp(phone, { phone: fileHost(pages, 'phone', () => phonePolicy(sockets())) })
  return phone
}
