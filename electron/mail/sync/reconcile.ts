import type { ImapFlow } from 'imapflow'
import { within } from '../net/imap.ts'
import { fetchItems, fetchSize, merge, serverUids, storeNew, type Folder } from './folder.ts'

/** Flags looked at again after an absence when the server cannot say what changed (no CONDSTORE). */
const newestWithoutModseq = 2000

/**
 * Compares the folder with the server: letters that are new, that vanished, and flags that changed. The whole set of UIDs is compared
 * (0.4 s for 100,000), because servers' and libraries' short cuts have lost letters. MODSEQ (RFC 7162) is read before anything is asked and
 * written with what was learnt, so that a change in between is seen twice rather than never.
 * @returns how many letters are on the server, and unread here
 */
export async function reconcile(client: ImapFlow, folder: Folder, arrived: boolean): Promise<{ total: number; unread: number }> {
  const modseq = client.mailbox ? (client.mailbox.highestModseq ?? null) : null
  const [there, here] = [
    await serverUids(client),
    await folder.store.call('folder.uids', { mailboxId: folder.mailboxId, role: folder.role }),
  ]
  const present = new Set(there)
  const vanished = here.filter((uid) => !present.has(uid))
  const held = new Set(here)
  const fresh = there.filter((uid) => uid >= folder.state.uidNext || (uid >= folder.state.backfilledTo && !held.has(uid)))
  for (let at = 0; at < fresh.length; at += fetchSize)
    await storeNew(folder, await fetchItems(client, folder, fresh.slice(at, at + fetchSize)), arrived)
  const flags = await changedFlags(client, folder, there)
  const state = { ...folder.state, highestModseq: modseq === null ? null : String(modseq) }
  let unread = 0
  // Large changes in pieces; only the last one moves the state.
  for (let at = 0; at === 0 || at < flags.length; at += 2000) {
    const last = at + 2000 >= flags.length
    const answer = await folder.store.call('folder.store', {
      mailboxId: folder.mailboxId,
      role: folder.role,
      state: last ? state : folder.state,
      added: [],
      flags: flags.slice(at, at + 2000),
      vanished: last ? vanished : [],
      arrived: false,
    })
    unread = answer.unread
  }
  merge(folder, state)
  return { total: there.length, unread }
}

async function changedFlags(
  client: ImapFlow,
  folder: Folder,
  there: readonly number[],
): Promise<{ uid: number; seen: boolean; answered: boolean }[]> {
  const since = folder.state.highestModseq
  const known = there.filter((uid) => uid >= folder.state.backfilledTo)
  const lowest = known[Math.max(0, known.length - newestWithoutModseq)]
  if (lowest === undefined) return []
  const condstore = since !== null && client.mailbox && client.mailbox.highestModseq !== undefined
  // Nothing changed at all: the server would send nothing, so ask nothing.
  if (condstore && String(client.mailbox ? client.mailbox.highestModseq : '') === since) return []
  const rows = condstore
    ? await within(
        client,
        180_000,
        client.fetchAll('1:4294967295', { uid: true, flags: true }, { uid: true, changedSince: BigInt(since) }),
      )
    : await within(client, 180_000, client.fetchAll(`${lowest}:*`, { uid: true, flags: true }, { uid: true }))
  return rows.map((row) => ({
    uid: row.uid,
    seen: row.flags?.has('\\Seen') ?? false,
    answered: row.flags?.has('\\Answered') ?? false,
  }))
}
