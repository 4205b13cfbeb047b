import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP gate before a server: lets through, is cut, or stays silent. */
export interface Gate {
  readonly port: number
  /** Connections made so far. */
  readonly connections: () => number
  /** Ends all connections and takes no more (the port is closed). */
  cut(): Promise<void>
  open(): Promise<void>
  /** Keeps connections up and passes nothing any more, as a network that lost its way does. */
  freeze(): void
}

/**
 * Starts a gate before `target` on 127.0.0.1.
 * @param hear told what clients say to the server, as it comes (of use without TLS)
 */
export async function startGate(target: number, hear: (bytes: Buffer) => void = () => undefined): Promise<Gate> {
  const sockets = new Set<Socket>()
  let count = 0
  let port = 0
  let server: Server | null = null
  const gate: Gate = {
    get port() {
      return port
    },
    connections: () => count,
    async open() {
      server = createServer((from) => {
        count++
        const to = connect(target, '127.0.0.1')
        for (const socket of [from, to]) {
          sockets.add(socket)
          socket.on('error', () => undefined)
          socket.on('close', () => {
            sockets.delete(socket)
            from.destroy()
            to.destroy()
          })
        }
        from.on('data', hear)
        from.pipe(to)
        to.pipe(from)
      })
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address && typeof address === 'object') port = address.port
    },
    async cut() {
      const closing = server
      server = null
      for (const socket of sockets) socket.destroy()
      if (closing) await new Promise((resolve) => closing.close(resolve))
    },
    freeze() {
      for (const socket of sockets) {
        socket.unpipe()
        socket.resume()
        socket.removeAllListeners('data')
      }
    },
  }
  await gate.open()
  return gate
}

/** A server that says these things to whoever connects. */
export async function startTalker(
  talk: (socket: Socket) => void,
): Promise<{ port: number; connections: () => number; stop: () => Promise<void> }> {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    count++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    talk(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    connections: () => count,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
