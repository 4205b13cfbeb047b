import type { MessagePortMain } from 'electron'
import type { Pipe } from '#shared/contract/rpc.ts'
import { giveBackAfterStart } from '../diagnostics/give-back.ts'
import { serveMailStore } from './queries/mail/serve.ts'
import { startRecords } from './start.ts'
import { verifyElsewhere, verifyIfAsked } from './verify-elsewhere.ts'

/**
 * Entry of the records utility process. Main speaks over `process.parentPort`; `{ t: 'port' }` brings a port of the mail process,
 * on which its own calls are served. The same file is the entry of the thread that checks copies of the database.
 */
if (!verifyIfAsked()) serve()

function serve(): void {
  process.umask(0o077)
  giveBackAfterStart()
  const parent = process.parentPort
  const pipe: Pipe = {
    post: (message) => parent.postMessage(message),
    listen(listener) {
      const heard = (event: { data: unknown }): void => listener(event.data)
      parent.on('message', heard)
      return () => parent.off('message', heard)
    },
  }
  const records = startRecords(pipe, {
    verify: (path, key, signal) => verifyElsewhere(new URL(import.meta.url), path, key, signal),
  })
  parent.on('message', (event) => {
    const port = event.ports[0]
    if (port && (event.data as { t?: unknown } | null)?.t === 'port') serveMailStore(portPipe(port), records.context)
  })
}

function portPipe(port: MessagePortMain): Pipe {
  port.start()
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      const heard = (event: { data: unknown }): void => listener(event.data)
      port.on('message', heard)
      return () => port.off('message', heard)
    },
  }
}
