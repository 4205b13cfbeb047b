import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server that is no exchange. */
export interface BadServer {
  readonly url: string
  /** Connections it got so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/** A TCP server on loopback that does to each connection what it is told. */
export async function badServer(behave: (socket: Socket) => void): Promise<BadServer> {
  const sockets = new Set<Socket>()
  let total = 0
  const server = createServer((socket) => {
    total++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
    behave(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => total,
    close: () =>
      new Promise((resolve) => {
        for (const one of sockets) one.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Says something that is no HTTP, as a printer or a mail server does. */
export const nonsense = (socket: Socket): void => void socket.write('220 printer ready \u0007\u0000\r\n')
/** A web server that knows no such page. */
export const notFound = (socket: Socket): void =>
  void socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'))
/** Takes the connection and never says a word. */
export const silent = (): void => {}

/** A port of loopback where nothing listens. */
export async function closedPort(): Promise<string> {
  const server = await badServer(silent)
  await server.close()
  return server.url
}
