import type { Log } from '../../diagnostics/log.ts'
import { openImap } from './imap/server.ts'
import { headerField, writeLetter, type PlainLetter } from './letter.ts'
import { openSmtp } from './smtp.ts'
import { openStore } from './store.ts'

/** A letter the agent sent to a practice person. */
export interface AgentLetter {
  readonly to: readonly string[]
  readonly messageId: string | null
  /** Null: it begins something new. */
  readonly inReplyTo: string | null
  readonly subject: string
}

export interface Mailbox {
  readonly imapPort: number
  readonly smtpPort: number
  /** Whether nothing was ever delivered here. */
  isEmpty(): boolean
  /** Puts a letter into the agent's inbox. */
  deliver(letter: PlainLetter): void
  close(): Promise<void>
}

/** The agent's practice mailbox: both doors and the file behind them. */
export async function startMailbox(options: {
  file: string
  user: string
  password: string
  /** The agent's own address; letters to it lie in the inbox at once. */
  own: string
  /** Whether a practice person has this address. */
  exists: (address: string) => boolean
  taken: (letter: AgentLetter) => void
  log: Log
}): Promise<Mailbox> {
  const { user, password, log } = options
  const store = openStore(options.file, Date.now)
  const inbox = store.create('INBOX')
  const imap = await openImap({ user, password, store, log })
  const smtp = await openSmtp({
    user,
    password,
    exists: (address) => address === options.own || options.exists(address),
    taken: ({ to, raw }) => {
      if (to.includes(options.own)) store.add(inbox, raw, [], new Date())
      options.taken({
        to,
        messageId: headerField(raw, 'message-id'),
        inReplyTo: headerField(raw, 'in-reply-to'),
        subject: decodeWords(headerField(raw, 'subject') ?? ''),
      })
    },
    log,
  })
  return {
    imapPort: imap.port,
    smtpPort: smtp.port,
    isEmpty: () => inbox.uidNext === 1,
    deliver: (letter) => void store.add(inbox, writeLetter(letter), [], letter.date),
    close: async () => {
      await Promise.all([imap.close(), smtp.close()])
    },
  }
}

/** Encoded words (RFC 2047) in UTF-8, as our own composer writes them; other charsets stay as they are. */
export function decodeWords(value: string): string {
  // Neighbours are joined before they are read: a character may be cut between two of them.
  return value.replaceAll(/=\?utf-8\?[BQ]\?[^?]*\?=(?:\s+=\?utf-8\?[BQ]\?[^?]*\?=)*/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
        kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quotedBytes(text),
      ),
    ).toString('utf8'),
  )
}

const quotedBytes = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
