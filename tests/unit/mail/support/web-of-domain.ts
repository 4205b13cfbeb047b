import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { Agent, createServer, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { RequestListener, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type ConnectionOptions } from 'node:tls'
import { ownCertificate } from '../../../support/own-certificate.ts'

/** The web servers of a made-up domain on loopback, https with a certificate for its names, and plain http. */
export interface WebOfDomain {
  /** Believes that certificate; names of the domain are connected to here, and every name is checked as ever. */
  readonly agent: Agent
  /** `host path` of each request over https, in order. */
  readonly asked: readonly string[]
  /** Paths that were asked for over plain http. */
  readonly plain: readonly string[]
  /** What https answers from now on. */
  answer: RequestListener
  /** `http://127.0.0.1:port`. */
  readonly plainUrl: string
  close(): void
}

/** @param names what the certificate is for */
export async function startWebOfDomain(...names: string[]): Promise<WebOfDomain> {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-web-'))
  const { key, cert } = ownCertificate(folder, names)
  rmSync(folder, { recursive: true })
  const asked: string[] = []
  const plain: string[] = []
  const secure = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.headers.host ?? ''} ${request.url ?? ''}`)
    web.answer(request, response)
  })
  const open = createHttp((request, response) => {
    plain.push(request.url ?? '')
    web.answer(request, response)
  })
  const port = await listen(secure)
  const web: WebOfDomain = {
    agent: new LoopbackAgent(port, cert),
    asked,
    plain,
    answer: (_request, response) => void response.writeHead(404).end(),
    plainUrl: `http://127.0.0.1:${await listen(open)}`,
    close() {
      for (const server of [secure, open]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
  return web
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

class LoopbackAgent extends Agent {
  readonly #port: number
  readonly #cert: Buffer
  constructor(port: number, cert: Buffer) {
    super({ keepAlive: false })
    this.#port = port
    this.#cert = cert
  }

  override createConnection(options: RequestOptions & ConnectionOptions): ReturnType<typeof connect> {
    return connect({ ...options, host: '127.0.0.1', port: this.#port, ca: this.#cert })
  }
}
