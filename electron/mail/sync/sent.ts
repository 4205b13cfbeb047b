import type { ImapFlow } from 'imapflow'
import { within } from '../net/imap.ts'

/** The folder of our own letters: by SPECIAL-USE (RFC 6154), else by its usual names in many languages. Null when there is none. */
export async function sentPath(client: ImapFlow): Promise<string | null> {
  const folders = await within(client, 60_000, client.list())
  const marked = folders.filter((folder) => folder.specialUse === '\\Sent')
  return (marked.find((folder) => folder.specialUseSource === 'extension') ?? marked[0])?.path ?? null
}

/** The path of Sent, made when the server has none. */
export async function needSentPath(client: ImapFlow): Promise<string> {
  const found = await sentPath(client)
  if (found !== null) return found
  return (await within(client, 60_000, client.mailboxCreate('Sent'))).path
}

/**
 * Whether a letter with this Message-ID lies in the folder. Servers' HEADER search is a substring match (RFC 3501 §6.4.4), so hits are
 * compared exactly.
 * @throws when the server refuses to search
 */
export async function findByMessageId(client: ImapFlow, path: string, messageId: string): Promise<boolean> {
  await within(client, 60_000, client.mailboxOpen(path))
  const found = await within(client, 60_000, client.search({ header: { 'message-id': messageId } }, { uid: true }))
  if (!found) throw Object.assign(new Error('the server refused to search Sent'), { code: 'EPROTOCOL' })
  if (found.length === 0) return false
  const rows = await within(
    client,
    60_000,
    client.fetchAll(found.slice(0, 50).join(','), { uid: true, headers: ['message-id'] }, { uid: true }),
  )
  return rows.some((row) => (row.headers?.toString('latin1') ?? '').includes(messageId))
}
