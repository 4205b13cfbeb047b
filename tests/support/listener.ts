import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on loopback that a letter may try to reach. */
export interface Listener {
  /** `http://127.0.0.1:port`. */
  readonly url: string
  /** Paths that were asked for, and `connected` for each connection, in order. */
  readonly heard: readonly string[]
  close(): void
}

/** Answers everything with a script that would run wherever it is let in, and notes even a bare connection. */
export async function startListener(): Promise<Listener> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('content-type', 'text/javascript')
    response.end('document.documentElement.dataset.ran = "from outside"')
  })
  server.on('connection', () => heard.push('connected'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
