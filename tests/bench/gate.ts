import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A door before a server of the lab that can be shut and opened: an outage without stopping the server. */
export interface Gate {
  readonly port: number
  /** Breaks what goes through and refuses what comes. */
  shut(): Promise<void>
  /** Lets through again, at the same port. */
  open(): Promise<void>
}

/** @param to port on 127.0.0.1 */
export async function gateBefore(to: number): Promise<Gate> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    return socket
  }
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((from) => {
      const on = connect(to, '127.0.0.1')
      keep(from).pipe(keep(on)).pipe(from)
      from.once('close', () => on.destroy())
      on.once('close', () => from.destroy())
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    port,
    async shut() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    async open() {
      server = await listen(port)
    },
  }
}
