import type { ImapFlow } from 'imapflow'
import { within } from '../net/imap.ts'
import { parseLetter } from '../parse/letter.ts'
import { ranges, type Folder } from './folder.ts'

/** Letters above this are not fetched whole; they are listed, marked, and stay on the server. Bytes. */
const sizeLimit = 120 * 1024 * 1024
/** Bytes fetched in one command when letters are small. */
const batchSize = 1024 * 1024

export interface WantedBody {
  readonly messageId: string
  readonly uid: number
  readonly size: number
}

const tooLarge = { text: null, html: null, truncated: true, unreadable: true, parts: [] }

/**
 * Fetches whole letters of the selected folder, takes them apart and stores both. A letter that vanished meanwhile is left alone; one that
 * cannot be read leaves one line in the log, without a word of it.
 * @returns how many were stored
 */
export async function fetchBodies(
  client: ImapFlow,
  folder: Pick<Folder, 'store' | 'log'>,
  wanted: readonly WantedBody[],
): Promise<number> {
  const { log, store } = folder
  let stored = 0
  for (const batch of batches(wanted)) {
    const [first] = batch
    if (first && first.size > sizeLimit) {
      await store.call('bodies.store', { letters: [{ messageId: first.messageId, raw: null, body: tooLarge }] })
      log('warn', 'mail.unreadable', { messageId: first.messageId, bytes: first.size })
      stored++
      continue
    }
    const byUid = new Map(batch.map((entry) => [entry.uid, entry.messageId]))
    const rows = await within(
      client,
      600_000,
      client.fetchAll(ranges([...byUid.keys()]), { uid: true, source: true }, { uid: true }),
    )
    const letters = []
    for (const row of rows) {
      const messageId = byUid.get(row.uid)
      if (messageId === undefined || row.source === undefined) continue
      byUid.delete(row.uid)
      const { body } = await parseLetter(row.source)
      letters.push({ messageId, raw: row.source, body })
    }
    if (letters.length > 0) await store.call('bodies.store', { letters })
    // Not before they are kept: until then they may be fetched again.
    for (const { body, messageId, raw } of letters)
      if (body.unreadable) log('warn', 'mail.unreadable', { messageId, bytes: raw.byteLength })
    stored += letters.length
  }
  return stored
}

function* batches(wanted: readonly WantedBody[]): Generator<WantedBody[]> {
  let batch: WantedBody[] = []
  let bytes = 0
  for (const entry of wanted) {
    if (batch.length > 0 && (bytes + entry.size > batchSize || batch.length === 25)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += entry.size
  }
  if (batch.length > 0) yield batch
}
