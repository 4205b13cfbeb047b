import type { ImapFlow } from 'imapflow'
import type { FolderItem, FolderRole, FolderState } from '#shared/contract/mail-store.ts'
import type { RpcLog } from '#shared/contract/rpc.ts'
import { within } from '../net/imap.ts'
import { readHeader, wantedFields } from '../parse/header.ts'
import type { MailStore } from '../store/client.ts'

/** One folder of one account, with what is known of it. Shared by the connection that watches and the one that fetches history. */
export interface Folder {
  readonly mailboxId: string
  readonly role: FolderRole
  readonly store: MailStore
  readonly log: RpcLog
  state: FolderState
}

/** Letters in one transaction of the records process: few, so that what an agent types meanwhile does not wait long for its turn. */
const chunk = 80
/** Headers asked for in one FETCH. */
export const fetchSize = 250

/** Selects the folder; forgets UIDs when the server counts anew, begins the record of a folder never seen. */
export async function openFolder(
  client: ImapFlow,
  { log, mailboxId, store }: Pick<Folder, 'log' | 'mailboxId' | 'store'>,
  role: FolderRole,
  path: string,
): Promise<Folder> {
  const mailbox = await within(client, 60_000, client.mailboxOpen(path))
  const uidValidity = String(mailbox.uidValidity)
  const known = await store.call('folder.state', { mailboxId, role })
  if (known && known.uidValidity === uidValidity && known.path === path) return { mailboxId, role, store, log, state: known }
  const state: FolderState = { path, uidValidity, uidNext: mailbox.uidNext, highestModseq: null, backfilledTo: mailbox.uidNext }
  await store.call('folder.rebase', { mailboxId, role, state })
  return { mailboxId, role, store, log, state }
}

/** All UIDs of the selected folder, ascending. */
export async function serverUids(client: ImapFlow): Promise<number[]> {
  const found = await within(client, 120_000, client.search({ all: true }, { uid: true }))
  if (!found) throw Object.assign(new Error('the server did not list the folder'), { code: 'EPROTOCOL' })
  return found.toSorted((a, b) => a - b)
}

/** Headers, flags, size and date of letters; those that vanished meanwhile are missing, a header nobody can read leaves a line in the log. */
export async function fetchItems(
  client: ImapFlow,
  { log, mailboxId, role }: Pick<Folder, 'log' | 'mailboxId' | 'role'>,
  uids: readonly number[],
): Promise<FolderItem[]> {
  if (uids.length === 0) return []
  const rows = await within(
    client,
    180_000,
    client.fetchAll(
      ranges(uids),
      { uid: true, flags: true, internalDate: true, size: true, headers: wantedFields },
      { uid: true },
    ),
  )
  const asked = new Set(uids)
  const items: FolderItem[] = []
  for (const row of rows) {
    if (!asked.has(row.uid)) continue
    const { header, unreadable } = await readHeader(row.headers ?? new Uint8Array())
    if (unreadable) log('warn', 'mail.header.unreadable', { mailboxId, role, uid: row.uid })
    items.push({
      uid: row.uid,
      seen: row.flags?.has('\\Seen') ?? false,
      answered: row.flags?.has('\\Answered') ?? false,
      size: row.size ?? 0,
      receivedAt: instantOf(row.internalDate),
      header,
    })
  }
  return items
}

/** Stores letters that came after `uidNext`, oldest first; each transaction moves `uidNext` along. Answers with the unread count. */
export async function storeNew(folder: Folder, items: readonly FolderItem[], arrived: boolean): Promise<number | null> {
  let unread: number | null = null
  for (const part of chunks(items.toSorted((a, b) => a.uid - b.uid))) {
    const last = part.at(-1)
    if (!last) continue
    const state = { ...folder.state, uidNext: Math.max(folder.state.uidNext, last.uid + 1) }
    unread = (await save(folder, state, part, arrived)).unread
  }
  return unread
}

/** Stores history, newest first; each transaction moves `backfilledTo` along. `reached`: lowest UID asked for, also when letters of it are gone. */
export async function storeOld(folder: Folder, items: readonly FolderItem[], reached: number): Promise<number> {
  let unread = 0
  const parts = [...chunks(items.toSorted((a, b) => b.uid - a.uid))]
  for (const [index, part] of parts.entries()) {
    const to = index === parts.length - 1 ? reached : (part.at(-1)?.uid ?? reached)
    unread = (await save(folder, { ...folder.state, backfilledTo: Math.min(folder.state.backfilledTo, to) }, part, false)).unread
  }
  if (parts.length === 0)
    unread = (await save(folder, { ...folder.state, backfilledTo: Math.min(folder.state.backfilledTo, reached) }, [], false))
      .unread
  return unread
}

async function save(folder: Folder, state: FolderState, added: FolderItem[], arrived: boolean): Promise<{ unread: number }> {
  const answer = await folder.store.call('folder.store', {
    mailboxId: folder.mailboxId,
    role: folder.role,
    state,
    added,
    flags: [],
    vanished: [],
    arrived,
  })
  merge(folder, state)
  return answer
}

/** What both connections learnt, put together: new letters above, history below. */
export function merge(folder: Folder, state: FolderState): void {
  if (folder.state.uidValidity !== state.uidValidity) return
  folder.state = {
    ...folder.state,
    uidNext: Math.max(folder.state.uidNext, state.uidNext),
    backfilledTo: Math.min(folder.state.backfilledTo, state.backfilledTo),
    highestModseq: state.highestModseq ?? folder.state.highestModseq,
  }
}

function* chunks(items: readonly FolderItem[]): Generator<FolderItem[]> {
  for (let at = 0; at < items.length; at += chunk) yield items.slice(at, at + chunk)
}

/** UIDs as an IMAP sequence set (RFC 3501 §9), neighbours joined. */
export function ranges(uids: readonly number[]): string {
  const parts: string[] = []
  const sorted = uids.toSorted((a, b) => a - b)
  for (let at = 0; at < sorted.length;) {
    let end = at
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] ?? 0) + 1) end++
    parts.push(at === end ? `${sorted[at]}` : `${sorted[at]}:${sorted[end]}`)
    at = end + 1
  }
  return parts.join(',')
}

function instantOf(date: Date | string | undefined): string {
  const made = new Date(date ?? Number.NaN)
  return Number.isNaN(made.getTime()) ? new Date().toISOString() : made.toISOString()
}
