import type { MailAccount } from '#shared/contract/mail.ts'

/** A mailbox that nobody typed yet: encrypted by default. */
export const emptyAccount: MailAccount = {
  id: '',
  name: '',
  address: '',
  senderName: '',
  imap: { host: '', port: 993, security: 'tls', user: '' },
  smtp: { host: '', port: 465, security: 'tls', user: '' },
  allowInsecure: false,
}

/** An id from an address that fits the contract (letters, digits, - and _), unique enough for one desk. */
export const idFor = (address: string): string =>
  `${address
    .toLowerCase()
    .replaceAll('@', '_at_')
    .replace(/[^a-z0-9_-]+/g, '-')}`.slice(0, 80)
