import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { expect, onTestFinished, test, vi } from 'vitest'
import { mailStoreClient } from '../../../electron/mail/store/client.ts'
import { fetchBodies } from '../../../electron/mail/sync/bodies.ts'
import { fetchItems, openFolder, storeNew } from '../../../electron/mail/sync/folder.ts'
import { serveMailStore } from '../../../electron/records/queries/mail/serve.ts'
import { imapPeer, type ServedLetter } from '../../support/imap-peer.ts'
import { openBench, pipePair } from '../records/support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** More parts than the parser takes. */
const manyParts = readFileSync(join(import.meta.dirname, '../../fixtures/mail/many-parts.eml'))
const headerOf = (letter: Buffer): Buffer => letter.subarray(0, letter.indexOf('\r\n\r\n') + 4)
const head = (n: number): string =>
  `From: Anna Secret <anna@customer.test>\r\nTo: service@toll.test\r\nSubject: call +36301234567\r\nMessage-ID: <${n}@customer.test>\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\n`
const good = (n: number): ServedLetter => ({
  header: Buffer.from(`${head(n)}\r\n`),
  source: Buffer.from(`${head(n)}\r\nwords of ${n}\r\n`),
})
/** A head as long as no parser reads it; the fields asked for can be told all the same. */
const hugeHead: ServedLetter = {
  header: Buffer.from(`${head(3)}\r\n`),
  source: Buffer.from(`${head(3)}${`X-Filler: ${'x'.repeat(900)}\r\n`.repeat(1300)}\r\nhunter2\r\n`),
}

/** More than is ever fetched, bytes. */
const tooLarge = 200 * 1024 * 1024

/** Syncs what a server holds into real records, and answers with what was logged and what lies there then. */
async function sync(letters: readonly ServedLetter[]) {
  const peer = await imapPeer(letters)
  onTestFinished(() => peer.close())
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: peer.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'service', pass: 'right' },
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.close())
  const bench = await openBench(onTestFinished)
  const [there, here] = pipePair()
  serveMailStore(there, bench.records.context)
  const lines: { level: string; what: string; context: Record<string, unknown> }[] = []
  const log = (level: string, what: string, context: Record<string, unknown>): void => void lines.push({ level, what, context })
  const clock = {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as never),
  }
  const store = mailStoreClient(clock, log, () => undefined)
  onTestFinished(() => store.close())
  store.use(here)
  const mailboxId = 'service'
  await store.call('mailbox.open', { mailboxId, name: 'Service', address: 'service@toll.test', senderName: '', own: [] })
  const folder = await openFolder(client, { store, mailboxId, log }, 'inbox', 'INBOX')
  const uids = letters.map((_letter, index) => index + 1)
  await storeNew(folder, await fetchItems(client, folder, uids), true)
  const bodies = async (): Promise<number> =>
    fetchBodies(
      client,
      folder,
      await store.call('bodies.wanted', { mailboxId, role: 'inbox', since: '2000-01-01T00:00:00.000Z', limit: 100 }),
    )
  const stored = [await bodies(), await bodies()]
  const rows = await bench.records.context
    .store()
    .read.selectFrom('message_copies as c')
    .innerJoin('messages as m', 'm.id', 'c.message_id')
    .select(['c.uid', 'm.id', 'm.unreadable', 'm.complete', 'm.snippet'])
    .orderBy('c.uid')
    .execute()
  return { lines, stored, rows }
}

test('letters that cannot be read leave one line each, without a word of theirs, and the others come in', async () => {
  const { lines, rows, stored } = await sync([
    good(1),
    { header: headerOf(manyParts), source: manyParts },
    hugeHead,
    { ...good(4), header: manyParts },
    good(5),
    { ...good(6), size: tooLarge },
  ])
  expect(rows.map(({ complete, snippet, unreadable }) => [complete, unreadable, snippet])).toEqual([
    [1, 0, 'words of 1'],
    [1, 1, ''],
    [1, 1, ''],
    [1, 0, 'words of 4'],
    [1, 0, 'words of 5'],
    [1, 1, ''],
  ])
  expect(stored).toEqual([6, 0])
  const unreadable = (index: number, bytes: number) => ({
    level: 'warn',
    what: 'mail.unreadable',
    context: { messageId: rows[index]?.id, bytes },
  })
  expect(lines).toHaveLength(4)
  expect(lines).toEqual(
    expect.arrayContaining([
      { level: 'warn', what: 'mail.header.unreadable', context: { mailboxId: 'service', role: 'inbox', uid: 4 } },
      unreadable(1, manyParts.length),
      unreadable(2, hugeHead.source.length),
      unreadable(5, tooLarge),
    ]),
  )
  expect(JSON.stringify(lines)).not.toMatch(/anna|secret|customer|36301234567|hunter2|words|Filler/i)
})
