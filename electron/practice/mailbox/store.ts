import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeAtomic } from '../../policy/write-atomic.ts'

const messageSchema = z.object({
  uid: z.number().int(),
  flags: z.array(z.string()),
  /** When it arrived, ISO 8601. */
  at: z.string(),
  /** The letter as it came, base64. */
  raw: z.string(),
})
const folderSchema = z.object({
  path: z.string(),
  use: z.string().nullable(),
  uidValidity: z.number().int(),
  uidNext: z.number().int(),
  messages: z.array(messageSchema),
})
const fileSchema = z.object({ version: z.literal(1), folders: z.array(folderSchema) })

export interface Stored {
  readonly uid: number
  readonly flags: Set<string>
  readonly at: Date
  readonly raw: Buffer
}
export interface StoredFolder {
  readonly path: string
  /** SPECIAL-USE attribute (RFC 6154), such as `\Sent`. */
  readonly use: string | null
  readonly uidValidity: number
  uidNext: number
  readonly messages: Stored[]
}

export interface MailStore {
  folders(): readonly StoredFolder[]
  folder(path: string): StoredFolder | null
  create(path: string): StoredFolder
  /** Files a letter; whoever watches is told. */
  add(folder: StoredFolder, raw: Buffer, flags: readonly string[], at: Date): Stored
  /** Keeps what was changed in place and tells whoever watches, but for `by`. */
  changed(folder: StoredFolder, by: object | null): void
  remove(folder: StoredFolder, uids: ReadonlySet<number>, by: object | null): void
  /** Told of every change of a folder; returns how to stop. */
  watch(listener: (folder: StoredFolder, by: object | null) => void): () => void
}

/** Opens the mailbox's file, or begins one with the usual folders. A file that cannot be read is begun anew: practice data only. */
export function openStore(file: string, now: () => number): MailStore {
  const folders = read(file) ?? usual(Math.floor(now() / 1000))
  const watchers = new Set<(folder: StoredFolder, by: object | null) => void>()
  const keep = (): void => {
    const plain = folders.map((folder) => ({
      ...folder,
      messages: folder.messages.map(({ uid, flags, at, raw }) => ({
        uid,
        flags: [...flags],
        at: at.toISOString(),
        raw: raw.toString('base64'),
      })),
    }))
    writeAtomic(file, JSON.stringify({ version: 1, folders: plain }))
  }
  const tell = (folder: StoredFolder, by: object | null): void => {
    keep()
    for (const watcher of watchers) watcher(folder, by)
  }
  const find = (path: string): StoredFolder | null =>
    folders.find((folder) => folder.path === path || (folder.path === 'INBOX' && path.toUpperCase() === 'INBOX')) ?? null
  return {
    folders: () => folders,
    folder: find,
    create(path) {
      const known = find(path)
      if (known) return known
      const made: StoredFolder = { path, use: null, uidValidity: Math.floor(now() / 1000), uidNext: 1, messages: [] }
      folders.push(made)
      keep()
      return made
    },
    add(folder, raw, flags, at) {
      const stored: Stored = { uid: folder.uidNext++, flags: new Set(flags), at, raw }
      folder.messages.push(stored)
      tell(folder, null)
      return stored
    },
    changed: tell,
    remove(folder, uids, by) {
      const left = folder.messages.filter((message) => !uids.has(message.uid))
      folder.messages.splice(0, folder.messages.length, ...left)
      tell(folder, by)
    },
    watch(listener) {
      watchers.add(listener)
      return () => void watchers.delete(listener)
    },
  }
}

function read(file: string): StoredFolder[] | null {
  try {
    const { folders } = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return folders.map((folder) => ({
      ...folder,
      messages: folder.messages.map((message) => ({
        uid: message.uid,
        flags: new Set(message.flags),
        at: new Date(message.at),
        raw: Buffer.from(message.raw, 'base64'),
      })),
    }))
  } catch {
    return null
  }
}

function usual(uidValidity: number): StoredFolder[] {
  const folder = (path: string, use: string | null): StoredFolder => ({ path, use, uidValidity, uidNext: 1, messages: [] })
  return [
    folder('INBOX', null),
    folder('Sent', '\\Sent'),
    folder('Drafts', '\\Drafts'),
    folder('Junk', '\\Junk'),
    folder('Trash', '\\Trash'),
  ]
}
