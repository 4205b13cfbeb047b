import { eva } from './people.ts'

const nowhere = { host: '127.0.0.1', port: 9, security: 'none', user: 'service' }

/** A mailbox for a profile at whose servers nobody listens: it is known, and that is enough for writing. */
export const quietMailbox = {
  id: 'service',
  name: 'Service',
  address: 'service@toll.test',
  imap: nowhere,
  smtp: nowhere,
  secret: { value: 'x' },
  allowInsecure: true,
}

/**
 * An INVITE as the exchange sends it, without an offer.
 * @param number who calls; `anonymous` hides
 * @param headers more of them, as `X-IVR-Option: Complaints`
 */
export const inviteFrom = (number: string, callId: string, ...headers: readonly string[]): string =>
  request('INVITE', number, callId, ['Contact: <sip:a@127.0.0.1>', ...headers])

/** The same from Eva. */
export const evasInvite = (callId: string, ...headers: readonly string[]): string => inviteFrom(eva.dialled, callId, ...headers)

/** The caller gives up. */
export const cancelFrom = (number: string, callId: string): string => request('CANCEL', number, callId, [])

const request = (method: string, number: string, callId: string, headers: readonly string[]): string =>
  `${[
    `${method} sip:agent@toll.test SIP/2.0`,
    `Via: SIP/2.0/WS x;branch=z9hG4bK${callId}`,
    `From: <sip:${number}@toll.test>;tag=1`,
    'To: <sip:agent@toll.test>',
    `Call-ID: ${callId}`,
    `CSeq: 1 ${method}`,
    'Max-Forwards: 70',
    ...headers,
    'Content-Length: 0',
  ].join('\r\n')}\r\n\r\n`

/** A desk at a scripted exchange; its records open with the key file `db.key`. */
export const peerProfile = (server: string, mailboxes: readonly object[] = [], line: object = {}): object => ({
  version: 1,
  agent: { name: 'Anna Kovács', extension: 'agent' },
  line: {
    uri: 'sip:agent@toll.test',
    secret: { value: 'secret' },
    servers: [server],
    allowInsecure: true,
    tollFreeNumber: '+36801234567',
    region: 'HU',
    ...line,
  },
  mailboxes,
  storage: { key: { file: 'db.key' } },
})
