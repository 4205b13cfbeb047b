import type { ImapFlow } from 'imapflow'
import type { FolderItem } from '#shared/contract/mail-store.ts'
import type { Wake } from '../net/wake.ts'
import { within } from '../net/imap.ts'
import { fetchBodies } from './bodies.ts'
import { fetchItems, fetchSize, openFolder, serverUids, storeOld, type Folder } from './folder.ts'
import { reconcile } from './reconcile.ts'
import { sentPath } from './sent.ts'

/** Newest letters of Sent that are kept: enough to know our own answers of the last months. */
const sentKept = 2000
const lookAtSentEvery = 5 * 60_000

export interface HistoryEvents {
  /** How many of how many letters of the inbox are here; null when all are. */
  progress(progress: { done: number; total: number } | null): void
  /** Older letters came: so many of all that are here are unread. */
  unread(count: number): void
}

/**
 * The second connection: history of the inbox, bodies newest first, the Sent folder. Bodies come before history, piece by piece, so that
 * what an agent sees first is complete first. Runs until the connection ends (then it throws).
 */
export async function fetchHistory(client: ImapFlow, inbox: Folder, bell: Wake, events: HistoryEvents): Promise<never> {
  const never = new AbortController().signal
  client.on('close', () => bell.ring())
  let lookedAtSent = 0
  for (;;) {
    await backfill(client, inbox, events)
    if (Date.now() - lookedAtSent > lookAtSentEvery) {
      lookedAtSent = Date.now()
      await lookAtSent(client, inbox)
    }
    if (await moreBodies(client, inbox)) continue
    await bell.wait(lookAtSentEvery, never)
    if (!client.usable) throw Object.assign(new Error('the connection was closed'), { code: 'EConnectionClosed' })
  }
}

async function backfill(client: ImapFlow, inbox: Folder, events: HistoryEvents): Promise<void> {
  if (inbox.state.backfilledTo <= 1) return events.progress(null)
  await select(client, inbox)
  const all = await serverUids(client)
  const older = all.filter((uid) => uid < inbox.state.backfilledTo)
  // While one page is stored the next one is on its way.
  let coming = fetchPage(client, inbox, older)
  const unheard = (): void => {
    // Looked at when its turn comes; until then a lost connection is no unhandled rejection.
  }
  coming.catch(unheard)
  for (;;) {
    events.progress({ done: all.length - older.length, total: all.length })
    const { page, items } = await coming
    older.length -= page.length
    await moreBodies(client, inbox, 25)
    coming = fetchPage(client, inbox, older)
    coming.catch(unheard)
    events.unread(await storeOld(inbox, items, older.length === 0 ? 1 : (page[0] ?? 1)))
    if (inbox.state.backfilledTo <= 1) return events.progress(null)
  }
}

async function fetchPage(
  client: ImapFlow,
  inbox: Folder,
  older: readonly number[],
): Promise<{ page: number[]; items: FolderItem[] }> {
  const page = older.slice(-fetchSize)
  return { page, items: await fetchItems(client, inbox, page) }
}

async function select(client: ImapFlow, folder: Folder): Promise<void> {
  const mailbox =
    client.mailbox && client.mailbox.path === folder.state.path ? client.mailbox : await client.mailboxOpen(folder.state.path)
  if (String(mailbox.uidValidity) === folder.state.uidValidity) return
  // The watching connection finds out by itself; this one begins anew after it.
  throw Object.assign(new Error('the folder was numbered anew'), { code: 'UIDVALIDITY' })
}

async function moreBodies(client: ImapFlow, folder: Folder, limit = 60): Promise<boolean> {
  const { mailboxId, role, store } = folder
  const { path } = folder.state
  const since = new Date(Date.now() - bodyWindow).toISOString()
  const wanted = await store.call('bodies.wanted', { mailboxId, role, since, limit })
  if (wanted.length === 0) return false
  if (!client.mailbox || client.mailbox.path !== path) await client.mailboxOpen(path)
  if ((await fetchBodies(client, folder, wanted)) > 0) return true
  // A letter the other connection saw first is not in this one's view of the folder until the server could tell (RFC 3501 §5.2).
  await within(client, 30_000, client.noop())
  return (await fetchBodies(client, folder, wanted)) > 0
}

/** Bodies older than this are fetched only when somebody opens the letter, ms. */
const bodyWindow = 400 * 24 * 3600_000

async function lookAtSent(client: ImapFlow, inbox: Folder): Promise<void> {
  const path = await sentPath(client)
  if (path === null || path.toUpperCase() === 'INBOX') return
  const folder = await openFolder(client, inbox, 'sent', path)
  if (folder.state.backfilledTo === folder.state.uidNext && folder.state.backfilledTo > 1) {
    const newest = (await serverUids(client)).slice(-sentKept)
    for (let end = newest.length; end > 0; end -= fetchSize) {
      const part = newest.slice(Math.max(0, end - fetchSize), end)
      await storeOld(folder, await fetchItems(client, folder, part), part[0] ?? 1)
    }
  }
  await reconcile(client, folder, false)
  while (await moreBodies(client, folder)) {
    // Piece by piece until none is missing.
  }
  await client.mailboxOpen('INBOX')
}
