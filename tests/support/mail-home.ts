import { join } from 'node:path'
import type { MailLab } from '../lab/mail/support/mail-lab.ts'
import type { AppHome, makeHome } from './app/home.ts'

/**
 * A home with the service mailbox of a mail server and no telephone line.
 * @param ports where the app finds the servers; the lab's own by default, or what was put before or instead of them
 */
export function mailHome(
  home: typeof makeHome,
  lab: MailLab,
  ports: { readonly IMAPS_PORT?: number; readonly SMTPS_PORT?: number } = {},
): AppHome {
  const { IMAPS_PORT, SMTPS_PORT } = { ...lab.ports, ...ports }
  const at = (port: number): object => ({ host: '127.0.0.1', port, security: 'tls', user: 'service' })
  return home(
    {
      version: 1,
      mailboxes: [
        {
          id: 'service',
          name: 'Customer service',
          address: 'service@toll.test',
          imap: at(IMAPS_PORT),
          smtp: at(SMTPS_PORT),
          secret: { value: 'secret' },
        },
      ],
      trustedCertificates: ['tls.crt'],
      storage: { key: { file: 'db.key' } },
    },
    { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } },
  )
}
