import type { ImapFlow } from 'imapflow'
import type { Wake } from '../net/wake.ts'
import { fetchItems, openFolder, serverUids, storeNew, storeOld, type Folder } from './folder.ts'
import { tellServer } from './operations.ts'
import { reconcile } from './reconcile.ts'

/** First sync: letters shown before history goes on on the other connection. */
const firstPage = 750
/** Even when IDLE looks healthy, the folder is compared with the server this often, ms. */
const compareEvery = 10 * 60_000

export interface WatchEvents {
  /** The inbox is open and its newest letters are here. */
  ready(folder: Folder, total: number): void
  unread(count: number): void
  /** Letters came in: their bodies are wanted. */
  arrived(): void
}

/** Collects what the server says by itself between our commands. */
interface Heard {
  exists: boolean
  /** Something went that we cannot name (EXPUNGE by sequence number). */
  compare: boolean
  readonly flags: Map<number, { seen: boolean; answered: boolean }>
  readonly vanished: Set<number>
}

/**
 * Watches the inbox on its own connection, idling, until the connection ends (then it throws).
 * @param bell rung from outside when there are flags to tell.
 */
export async function watchInbox(
  client: ImapFlow,
  mailbox: Pick<Folder, 'log' | 'mailboxId' | 'store'>,
  bell: Wake,
  events: WatchEvents,
): Promise<never> {
  const heard: Heard = { exists: false, compare: false, flags: new Map(), vanished: new Set() }
  listen(client, heard, bell)
  const folder = await openFolder(client, mailbox, 'inbox', 'INBOX')
  const begun = folder.state.backfilledTo < folder.state.uidNext || folder.state.backfilledTo <= 1
  if (!begun) events.unread(await firstLetters(client, folder))
  const first = await reconcile(client, folder, begun)
  events.unread(first.unread)
  events.ready(folder, first.total)
  events.arrived()
  let compared = Date.now()
  const never = new AbortController().signal
  for (;;) {
    await tellServer(client, folder)
    if (heard.exists) {
      heard.exists = false
      await fetchNew(client, folder, events)
    }
    if (heard.flags.size > 0 || heard.vanished.size > 0) events.unread(await storeHeard(folder, heard))
    if (heard.compare || Date.now() - compared > compareEvery) {
      heard.compare = false
      compared = Date.now()
      events.unread((await reconcile(client, folder, true)).unread)
    }
    if (heard.exists || heard.compare || heard.flags.size > 0 || heard.vanished.size > 0) continue
    await bell.wait(Math.max(1000, compareEvery - (Date.now() - compared)), never)
    if (!client.usable) throw Object.assign(new Error('the connection was closed'), { code: 'EConnectionClosed' })
  }
}

function listen(client: ImapFlow, heard: Heard, bell: Wake): void {
  client.on('exists', (event) => {
    if (event.count > event.prevCount) heard.exists = true
    bell.ring()
  })
  client.on('flags', (event) => {
    if (event.uid === undefined) heard.compare = true
    else heard.flags.set(event.uid, { seen: event.flags.has('\\Seen'), answered: event.flags.has('\\Answered') })
    bell.ring()
  })
  client.on('expunge', (event) => {
    if (event.uid === undefined) heard.compare = true
    else heard.vanished.add(event.uid)
    bell.ring()
  })
  client.on('close', () => bell.ring())
}

async function firstLetters(client: ImapFlow, folder: Folder): Promise<number> {
  const uids = await serverUids(client)
  const newest = uids.filter((uid) => uid < folder.state.uidNext).slice(-firstPage)
  let unread = 0
  for (let end = newest.length; end > 0; end -= 150) {
    const part = newest.slice(Math.max(0, end - 150), end)
    const lowest = end - 150 <= 0 && newest.length < firstPage ? 1 : (part[0] ?? 1)
    unread = await storeOld(folder, await fetchItems(client, folder, part), lowest)
  }
  if (newest.length === 0) unread = await storeOld(folder, [], 1)
  return unread
}

async function fetchNew(client: ImapFlow, folder: Folder, events: WatchEvents): Promise<void> {
  // `n:*` answers with the last letter even when its UID is below n (RFC 3501 §6.4.8).
  const found = (await client.search({ uid: `${folder.state.uidNext}:*` }, { uid: true })) || []
  const fresh = found.filter((uid) => uid >= folder.state.uidNext)
  if (fresh.length === 0) return
  const unread = await storeNew(folder, await fetchItems(client, folder, fresh), true)
  if (unread !== null) events.unread(unread)
  events.arrived()
}

async function storeHeard(folder: Folder, heard: Heard): Promise<number> {
  const flags = [...heard.flags].map(([uid, value]) => ({ uid, ...value }))
  const vanished = [...heard.vanished]
  heard.flags.clear()
  heard.vanished.clear()
  const { unread } = await folder.store.call('folder.store', {
    mailboxId: folder.mailboxId,
    role: folder.role,
    state: { ...folder.state, highestModseq: null },
    added: [],
    flags: flags.slice(0, 20_000),
    vanished,
    arrived: false,
  })
  return unread
}
