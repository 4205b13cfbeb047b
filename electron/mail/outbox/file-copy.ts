import { connectImap, newImap, within, type Access } from '../net/imap.ts'
import { findByMessageId, needSentPath, sentPath } from '../sync/sent.ts'

/** Providers that put a copy into Sent by themselves when a letter is handed to them; theirs takes some seconds to show. */
const savesItself = /(?:^|\.)(?:gmail|googlemail|office365|outlook)\.com$/i

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Puts the copy into Sent unless it is there already: looked for by its Message-ID first, every time, so that a crash, a lost answer or a
 * provider that saves by itself never makes two.
 * @throws what imapflow throws; then nothing is known and the next call looks again
 */
export async function fileCopy(access: Access, messageId: string, copy: Uint8Array): Promise<'there' | 'appended'> {
  return session(access, async (client) => {
    const path = await needSentPath(client)
    for (const wait of savesItself.test(access.account.smtp.host) ? [0, 1000, 1000, 2000, 2000, 4000] : [0]) {
      await pause(wait)
      if (await findByMessageId(client, path, messageId)) return 'there'
    }
    const added = await within(client, 300_000, client.append(path, copy, ['\\Seen']))
    if (!added) throw Object.assign(new Error('the server did not take the copy'), { code: 'EPROTOCOL' })
    return 'appended'
  })
}

/** Whether Sent holds the letter: then a hand-over of unknown outcome did succeed. */
export async function isInSent(access: Access, messageId: string): Promise<boolean> {
  return session(access, async (client) => {
    const path = await sentPath(client)
    return path !== null && (await findByMessageId(client, path, messageId))
  })
}

async function session<T>(access: Access, act: (client: ReturnType<typeof newImap>) => Promise<T>): Promise<T> {
  const client = newImap(access)
  const closed = new Promise<never>((_resolve, reject) => {
    client.once('close', () => reject(Object.assign(new Error('the connection was closed'), { code: 'EConnectionClosed' })))
  })
  closed.catch(() => {
    // Looked at in the race below, or after the end.
  })
  try {
    await connectImap(client)
    return await Promise.race([closed, act(client)])
  } finally {
    client.close()
  }
}
