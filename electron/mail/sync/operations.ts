import type { ImapFlow } from 'imapflow'
import { within } from '../net/imap.ts'
import { ranges, type Folder } from './folder.ts'

/** Tells the server which flags were set or taken here (read, answered); what it took is struck from the log. The folder is selected. */
export async function tellServer(client: ImapFlow, folder: Folder): Promise<void> {
  for (;;) {
    const operations = await folder.store.call('ops.list', { mailboxId: folder.mailboxId, role: folder.role })
    if (operations.length === 0) return
    // One kind at a time and in order, so that read-unread-read ends as it began.
    const first = operations[0]
    if (!first) return
    const other = operations.findIndex((entry) => entry.flag !== first.flag || entry.set !== first.set)
    const batch = other < 0 ? operations : operations.slice(0, other)
    const uids = ranges([...new Set(batch.map((entry) => entry.uid))])
    const change = first.set
      ? client.messageFlagsAdd(uids, [first.flag], { uid: true })
      : client.messageFlagsRemove(uids, [first.flag], { uid: true })
    await within(client, 60_000, change)
    await folder.store.call('ops.done', { ids: batch.map((entry) => entry.id) })
  }
}
