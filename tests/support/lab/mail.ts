import { ImapFlow } from 'imapflow'
import { createTransport, type SendMailOptions } from 'nodemailer'

/** A mail as it lies in a mailbox. */
export type StoredMail = { readonly uid: number; readonly source: string; readonly flags: ReadonlySet<string> }

/** The lab's mail server as customers and tests use it. */
export type MailServer = {
  /** Sends a mail through Postfix as a customer's own mail program would. @returns its Message-ID */
  readonly send: (mail: SendMailOptions) => Promise<string>
  /** Everything in a folder, oldest first. */
  readonly read: (user: string, folder?: string) => Promise<StoredMail[]>
  /** Waits until a folder holds at least so many mails. */
  readonly waitFor: (user: string, count: number, options?: { folder?: string; timeoutMs?: number }) => Promise<StoredMail[]>
  /** Adds or removes a flag as another mail program would. */
  readonly flag: (user: string, uid: number, flag: string, options?: { folder?: string; remove?: boolean }) => Promise<void>
}

/**
 * Speaks to the lab's mail server. Its certificate is self-signed, made for one run, and only ever on loopback.
 * @param ports TLS ports on 127.0.0.1
 */
export function mailServer(ports: { readonly IMAPS_PORT: number; readonly SMTPS_PORT: number }): MailServer {
  const withFolder = async <T>(user: string, folder: string, work: (imap: ImapFlow) => Promise<T>): Promise<T> => {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port: ports.IMAPS_PORT,
      secure: true,
      auth: { user, pass: 'secret' },
      tls: { rejectUnauthorized: false },
      logger: false,
    })
    await imap.connect()
    try {
      const lock = await imap.getMailboxLock(folder)
      try {
        return await work(imap)
      } finally {
        lock.release()
      }
    } finally {
      await imap.logout()
    }
  }
  const read = (user: string, folder = 'INBOX'): Promise<StoredMail[]> =>
    withFolder(user, folder, async (imap) => {
      const mails: StoredMail[] = []
      if (imap.mailbox === false || imap.mailbox.exists === 0) return mails
      for await (const mail of imap.fetch('1:*', { source: true, flags: true })) {
        mails.push({ uid: mail.uid, source: mail.source?.toString('utf8') ?? '', flags: mail.flags ?? new Set() })
      }
      return mails
    })
  return {
    read,
    send: async (mail) => {
      const transport = createTransport({
        host: '127.0.0.1',
        port: ports.SMTPS_PORT,
        secure: true,
        tls: { rejectUnauthorized: false },
      })
      const { messageId } = await transport.sendMail(mail)
      transport.close()
      return messageId
    },
    waitFor: async (user, count, { folder = 'INBOX', timeoutMs = 20_000 } = {}) => {
      for (const until = Date.now() + timeoutMs; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
        const mails = await read(user, folder)
        if (mails.length >= count) return mails
        if (Date.now() > until)
          throw new Error(`${folder} of ${user} holds ${mails.length} mails after ${timeoutMs} ms, expected ${count}`)
      }
    },
    flag: (user, uid, flag, { folder = 'INBOX', remove = false } = {}) =>
      withFolder(user, folder, async (imap) => {
        await (remove
          ? imap.messageFlagsRemove(String(uid), [flag], { uid: true })
          : imap.messageFlagsAdd(String(uid), [flag], { uid: true }))
      }),
  }
}
