import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** The names under which the lab's script takes its ports. */
export const PORT_NAMES = [
  'SIP_PORT',
  'WS_PORT',
  'NG_PORT',
  'PEER_PORT',
  'PEER_CTRL_PORT',
  'IMAP_PORT',
  'IMAPS_PORT',
  'SMTP_PORT',
  'SMTPS_PORT',
  'LMTP_PORT',
  'AUTH_PORT',
] as const

/** A port for each part of the lab. */
export type Ports = Readonly<Record<(typeof PORT_NAMES)[number], number>>

/** Below the range from which Linux gives ports to clients (32768 on) and beside those of rtpengine (30000 on) and baresip (20000 on). */
const FIRST = 21_000
const LAST = 29_998

/**
 * Free ports on loopback, free for TCP and UDP alike at the moment of asking (SIP uses one number for both), and the next one too:
 * baresip takes it for TLS without being told. None lies where some program's outgoing connection could take it between our asking
 * and the server's start. All are held open until the last is found, so no two are the same.
 */
export async function freePorts(): Promise<Ports> {
  const taken: Taken[] = []
  while (taken.length < PORT_NAMES.length) {
    const port = FIRST + 2 * randomInt((LAST - FIRST) / 2)
    const one = await take(port)
    if (one === undefined) continue
    const next = await take(port + 1)
    if (next === undefined) one.release()
    else
      taken.push({
        port,
        release: () => {
          one.release()
          next.release()
        },
      })
  }
  for (const { release } of taken) release()
  return Object.fromEntries(PORT_NAMES.map((name, index) => [name, taken[index]!.port])) as Ports
}

interface Taken {
  readonly port: number
  readonly release: () => void
}

async function take(port: number): Promise<Taken | undefined> {
  const server = createServer()
  const socket = createSocket('udp4')
  const release = (): void => {
    if (server.listening) server.close()
    socket.close()
  }
  try {
    const listening = once(server, 'listening')
    server.listen(port, '127.0.0.1')
    await listening
    const bound = once(socket, 'listening')
    socket.bind(port, '127.0.0.1')
    await bound
    return { port, release }
  } catch {
    release()
    return undefined
  }
}
