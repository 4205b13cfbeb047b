import type { MailStore, Stored, StoredFolder } from '../store.ts'
import { flagList } from './fetch.ts'

export const capabilities = 'IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN IDLE ID UIDPLUS UNSELECT NAMESPACE SPECIAL-USE CHILDREN'

/** What one connection has seen of its folder: sequence numbers are those the client was told of. */
export interface Selected {
  readonly folder: StoredFolder
  readonly readOnly: boolean
  /** UIDs by sequence number, as told. */
  readonly seen: number[]
  /** Flags as told, by UID. */
  readonly flags: Map<number, string>
}

export interface Session {
  readonly store: MailStore
  login(user: string, password: string): boolean
  write(text: string | Buffer): void
  /** Ends the connection after what was written. */
  end(): void
  /** Whether the login was done. */
  known: boolean
  selected: Selected | null
  /** Tag of the IDLE that runs. */
  idling: string | null
  /** Tag of an AUTHENTICATE that waits for its line. */
  authenticating: string | null
}

export function select(session: Session, folder: StoredFolder, readOnly: boolean): void {
  session.selected = {
    folder,
    readOnly,
    seen: folder.messages.map((message) => message.uid),
    flags: new Map(folder.messages.map((message) => [message.uid, flagList(message)])),
  }
}

/** Letters of the selected folder by the numbers the client knows. */
export function listed(selected: Selected): { message: Stored; sequence: number }[] {
  const byUid = new Map(selected.folder.messages.map((message) => [message.uid, message]))
  return selected.seen.flatMap((uid, at) => {
    const message = byUid.get(uid)
    return message ? [{ message, sequence: at + 1 }] : []
  })
}

/** Says what changed since the client was last told: what went, what is new, flags (RFC 3501 §5.2, §7.3–7.4). */
export function tellChanges(session: Session): void {
  const { selected } = session
  if (!selected) return
  const { folder, seen, flags } = selected
  const present = new Map(folder.messages.map((message) => [message.uid, message]))
  for (let at = seen.length - 1; at >= 0; at--) {
    if (present.has(seen[at] ?? 0)) continue
    seen.splice(at, 1)
    session.write(`* ${at + 1} EXPUNGE\r\n`)
  }
  const known = new Set(seen)
  const fresh = folder.messages.filter((message) => !known.has(message.uid))
  for (const message of fresh) {
    seen.push(message.uid)
    flags.set(message.uid, flagList(message))
  }
  if (fresh.length > 0) session.write(`* ${seen.length} EXISTS\r\n`)
  for (const [at, uid] of seen.entries()) {
    const message = present.get(uid)
    if (!message || flags.get(uid) === flagList(message)) continue
    flags.set(uid, flagList(message))
    session.write(`* ${at + 1} FETCH (UID ${uid} FLAGS ${flagList(message)})\r\n`)
  }
}
