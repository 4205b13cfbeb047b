import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface SrvAnswer {
  readonly priority: number
  readonly weight: number
  readonly port: number
  /** `.` is the root: not offered. */
  readonly target: string
}

/** A name server on loopback that knows a few SRV names. */
export interface DnsPeer {
  /** As `Resolver.setServers` wants it. */
  readonly address: string
  /** Names that were asked for. */
  readonly asked: readonly string[]
  close(): void
}

/** `null`: it hears the question and never answers. */
export async function startDnsPeer(known: Readonly<Record<string, readonly SrvAnswer[]>> | null): Promise<DnsPeer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5
    const name = readName(query)
    asked.push(name)
    if (!known) return
    const records = known[name] ?? []
    const head = Buffer.from(query.subarray(0, 12))
    // An answer with authority, recursion on offer; NXDOMAIN when there is nothing (RFC 1035 §4.1.1).
    head.writeUInt16BE(0x85_80 | (records.length > 0 ? 0 : 3), 2)
    for (const [index, count] of [1, records.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * index)
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records.map(record)]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { address: `127.0.0.1:${socket.address().port}`, asked, close: () => void socket.close() }
}

function readName(query: Buffer): string {
  const labels: string[] = []
  for (let at = 12; query[at] !== 0 && at < query.length; at += 1 + (query[at] ?? 0))
    labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)))
  return labels.join('.').toLowerCase()
}

/** RFC 2782; the name is a pointer to the question's, the target is written out. */
function record({ priority, weight, port, target }: SrvAnswer): Buffer {
  const labels = target.split('.').filter((label) => label !== '')
  const name = Buffer.concat([...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])])
  const fixed = Buffer.alloc(18)
  for (const [index, value] of [0xc0_0c, 33, 1, 0, 60, 6 + name.length, priority, weight, port].entries())
    fixed.writeUInt16BE(value, 2 * index)
  return Buffer.concat([fixed, name])
}
