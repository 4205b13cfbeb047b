import { mailStoreCalls, mailStoreEvents } from '#shared/contract/mail-store.ts'
import { rpcServer, type Pipe } from '#shared/contract/rpc.ts'
import type { RecordsContext } from '../../context.ts'
import { bodyHandlers } from './store/bodies.ts'
import { folderHandlers } from './store/folders.ts'
import { operationHandlers } from './store/operations.ts'
import { outboxStoreHandlers } from './store/outbox.ts'
import { storeFolder } from './store/store-folder.ts'
import { onWork } from './work.ts'

/** Ends the service of an older port, when the mail process was restarted. */
const serving = new WeakMap<RecordsContext, () => void>()

/** Serves the mail process's calls (`shared/contract/mail-store.ts`) on its port; a newer port takes the place of an older one. */
export function serveMailStore(pipe: Pipe, context: RecordsContext): void {
  serving.get(context)?.()
  const server = rpcServer(
    pipe,
    mailStoreCalls,
    mailStoreEvents,
    {
      ...folderHandlers(context),
      ...bodyHandlers(context),
      ...operationHandlers(context),
      ...outboxStoreHandlers(context),
      'folder.store': (input) => storeFolder(context, input),
    },
    (level, what, more) => context.log(level, what, more),
  )
  const stopHearing = onWork(context, (mailboxId) => server.emit('work', { mailboxId }))
  serving.set(context, () => {
    stopHearing()
    server.close()
  })
}
