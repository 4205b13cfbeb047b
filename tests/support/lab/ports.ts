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

/**
 * Free ports on loopback, free for TCP and UDP alike at the moment of asking (SIP uses one number for both). All are held open
 * until the last is found, so no two are the same.
 */
export async function freePorts(): Promise<Ports> {
  const taken: { port: number; release: () => void }[] = []
  while (taken.length < PORT_NAMES.length) {
    const one = await takePort()
    if (one !== undefined) taken.push(one)
  }
  for (const { release } of taken) release()
  return Object.fromEntries(PORT_NAMES.map((name, index) => [name, taken[index]!.port])) as Ports
}

async function takePort(): Promise<{ port: number; release: () => void } | undefined> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const socket = createSocket('udp4')
  try {
    const bound = once(socket, 'listening')
    socket.bind(port, '127.0.0.1')
    await bound
  } catch {
    server.close()
    socket.close()
    return undefined
  }
  return {
    port,
    release: () => {
      server.close()
      socket.close()
    },
  }
}
