import type { Pipe } from '#shared/contract/rpc.ts'
import { giveBackAfterStart } from '../diagnostics/give-back.ts'
import { startMail } from './start.ts'

/** What Electron puts on a utility process (`UtilityProcess`); Node's types do not know it. */
interface PortLike {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: readonly PortLike[] }) => void): unknown
  off(event: 'message', listener: (event: { data: unknown; ports: readonly PortLike[] }) => void): unknown
  start?(): void
}

const parent = (process as unknown as { parentPort?: PortLike }).parentPort
if (!parent) throw new Error('the mail process runs as a utility process of Electron only')

const pipeOf = (port: PortLike): Pipe => ({
  post: (message) => port.postMessage(message),
  listen(listener) {
    const heard = (event: { data: unknown }): void => listener(event.data)
    port.on('message', heard)
    port.start?.()
    return () => port.off('message', heard)
  },
})

giveBackAfterStart()
const mail = startMail(pipeOf(parent))

parent.on('message', ({ data, ports }) => {
  const [port] = ports
  if (port && typeof data === 'object' && data !== null && 't' in data && data.t === 'port') mail.useStore(pipeOf(port))
})
